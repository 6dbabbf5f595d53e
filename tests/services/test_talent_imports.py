"""Tables brought in: files of every sort, seen first, all or nothing, one step of undo."""

import io
import re
import zipfile
from datetime import date, datetime, timedelta

import pytest
from openpyxl import Workbook

from studio.domain.talent import sheets as cells
from studio.errors import Conflict, Invalid, StudioError
from studio.services import talent
from studio.services.operation import Query
from studio.services.talent import TalentFilter, importing, sheets
from studio.text import Message
from tests.builders import TODAY

HEAD = "平台,账号,粉丝,日期"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SEALED = OLD + "EncryptedPackage".encode("utf-16-le")


@pytest.fixture
def theo(workspace):
    key = workspace.run(talent.create({"name": "Theo Marsh"})).value
    given = {"platform": "youtube", "handle": "theomarsh"}
    return workspace.run(talent.add_account(key, given)).value


def csv(*rows, head=HEAD):
    return "\n".join([head, *rows])


def snapshots(workspace, text_or_sheet, *, good_rows=False):
    sheet = sheets.pasted(text_or_sheet) if isinstance(text_or_sheet, str) else text_or_sheet
    plan = importing.guess(sheet, "snapshots")
    return workspace.run(importing.import_snapshots(sheet, plan, good_rows=good_rows))


def preview(workspace, words, what="snapshots"):
    sheet = sheets.pasted(words)
    ask = importing.preview_snapshots if what == "snapshots" else importing.preview_talent
    return workspace.ask(ask(sheet, importing.guess(sheet, what)))


def readings(workspace, account):
    return {one.as_of: one.followers for one in workspace.ask(talent.course(account))}


# -- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_text_is_read_in_every_usual_code(encoding, mark):
    words = csv("抖音,沈一帆,1.2万,2026-11-15").replace(",", mark)
    sheet = sheets.from_bytes("x.csv", words.encode(encoding))
    assert sheet.rows == (tuple(HEAD.split(",")), ("抖音", "沈一帆", "1.2万", "2026-11-15"))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00\x01\x02\x03\x04\x05", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x",
        b"\xff\xfea", b"a,b\xff\xff\xff\xfe\x80", b"\x89PNG\r\n\x1a\n\x00\x00",
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(data):
    with pytest.raises(Invalid):
        sheets.from_bytes("x.csv", data)


def workbook(*rows, merge="", more=False):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    if more:
        book.create_sheet("Other")
    out = io.BytesIO()
    book.save(out)
    return sheets.from_bytes("x.xlsx", out.getvalue())


def test_a_workbook_gives_days_numbers_merged_blocks_and_lists_dead_formulas():
    sheet = workbook(
        ["平台", "账号", "粉丝", "日期"],
        ["抖音", "a", 12_000, datetime(2026, 11, 15)],  # noqa: DTZ001  as a workbook keeps a day
        [None, "b", "=1+1", 46341],
        merge="A2:A3",
        more=True,
    )
    assert sheet.rows[1] == ("抖音", "a", 12_000, date(2026, 11, 15))
    assert sheet.rows[2][0] == "抖音"
    assert isinstance(sheet.rows[2][2], cells.Broken)
    assert [note.source for note in sheet.notes] == [
        "{n} merged blocks: each cell takes the block's value.",
        "Only the first sheet is read: {name}.",
    ]


def test_a_large_workbook_shows_its_merged_cells_and_its_size_is_not_believed():
    filler = [f"{n:07}x{n * 7919 % 1_000_003:07}" for n in range(16)]
    rows = [["平台", "账号", "粉丝", "日期", *[f"{x}{n}" for x in filler]] for n in range(4_500)]
    rows[0][:4] = ["平台", "账号", "粉丝", "日期"]
    out = io.BytesIO()
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("A2:A4")
    book.save(out)
    packed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            data = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', old.read(entry))
            new.writestr(entry.filename, data)
    assert len(packed.getvalue()) > 4 * 1024 * 1024
    told = []
    sheet = sheets.from_bytes("x.xlsx", packed.getvalue(), lambda *given: told.append(given))
    assert len(sheet.rows) == 4_500
    assert [row[0] for row in sheet.rows[1:4]] == ["平台"] * 3
    assert str(sheet.notes[0]).startswith("1 merged blocks")
    assert told == [(0, 0), (2_000, 0), (4_000, 0)]


def test_a_formatted_cell_far_below_is_no_row():
    book = Workbook()
    book.active.append(["handle", "followers"])
    book.active.append(["a", 5])
    book.active.cell(row=900_000, column=3).number_format = "0.00"
    out = io.BytesIO()
    book.save(out)
    assert sheets.from_bytes("x.xlsx", out.getvalue()).rows == (("handle", "followers"), ("a", 5))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.csv", b"%PDF-1.7\n1 0 obj", "This is a PDF"),
        ("x.csv", b"\x89PNG\r\n\x1a\nabc", "This is a picture"),
        ("x.xls", b"\n<html><table><tr><td>1", "This is a web page"),
        ("x.csv", b"handle,followers\na\x01b,5", "no table of text"),
        ("x.csv", b" \r\n,,\n", "The file is empty"),
        ("x.xlsx", SEALED, "has a password"),
        ("x.xls", OLD, "an old Excel file"),
        ("x.csv", b"a,b\n" + b"1," * 150 + b"2", "Row 2 has too many columns"),
    ],
)
def test_what_is_no_table_says_what_to_do(name, data, said):
    with pytest.raises(Invalid, match=said):
        sheets.from_bytes(name, data)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gone.csv", "There is no file gone.csv"),
        ("~$names.xlsx", "only says that a table is open"),
        (".~lock.names.ods#", "only says that a table is open"),
        ("folder", "folder is a folder"),
    ],
)
def test_what_cannot_be_opened_is_refused(tmp_path, name, said):
    (tmp_path / "folder").mkdir()
    (tmp_path / "~$names.xlsx").write_bytes(b"\x0bLin Xiaoman")
    with pytest.raises(Invalid, match=said):
        sheets.from_path(tmp_path / name)


def test_heads_are_found_below_a_title_and_empty_columns_do_not_matter(workspace, theo):
    words = (
        "KOL report,,,,,\n"
        ",,,,,\n"
        "平台,,账号,粉丝数,统计日期,\n"
        "YouTube,,theomarsh,1.2w,2026/11/14,\n"
        "YouTube,,theomarsh,3.4m,13.11.2026,\n"
        "YouTube,,theomarsh,12345,12/11/2026,\n"
    )
    sheet = sheets.pasted(words)
    plan = importing.guess(sheet, "snapshots")
    assert (plan.above, plan.columns["handle"]) == (2, 2)
    found = workspace.ask(importing.preview_snapshots(sheet, plan))
    assert (found.total, found.good, found.wrong_rows) == (3, 3, 0)
    workspace.run(importing.import_snapshots(sheet, plan))
    assert list(readings(workspace, theo).values()) == [12_000, 3_400_000, 12_345]


def test_one_word_below_the_first_row_names_no_column():
    plan = importing.guess(sheets.pasted("Wen Shu,抖音\nAn,达人\n"), "talent")
    assert (plan.columns, plan.heads) == ({}, False)


# -- readings ------------------------------------------------------------------------------------


def test_readings_come_and_go_as_one_step(workspace, theo):
    words = csv("YouTube,@TheoMarsh,78.1万,2026/11/14", "油管,theomarsh,782000,2026-11-15")
    outcome = snapshots(workspace, words)
    assert (outcome.value.readings, len(outcome.changes.rows)) == (2, 1)
    assert str(workspace.history.undo_label()) == "Import 2 readings"
    expected = {date(2026, 11, 14): 781_000, date(2026, 11, 15): 782_000}
    assert readings(workspace, theo) == expected
    again = preview(workspace, words)
    assert (again.good, again.known, again.wrong_rows) == (0, 2, 0)
    workspace.undo()
    assert readings(workspace, theo) == {}
    workspace.redo()
    assert readings(workspace, theo) == expected


def test_one_wrong_row_keeps_all_out_unless_said(workspace, theo):
    words = csv(
        "YouTube,theomarsh,78.1万,2026-11-14",
        'YouTube,theomarsh,"12,3",2026-11-13',
        "YouTube,nobody,5,2026-11-13",
        "YouTube,theomarsh,-4,2026-11-12",
        "YouTube,theomarsh,9,2026-11-14",
    )
    with pytest.raises(Invalid) as caught:
        snapshots(workspace, words)
    assert str(caught.value) == "4 rows cannot be read; nothing was imported."
    assert set(caught.value.fields) == {"3.followers", "4.handle", "5.followers", "6.as_of"}
    assert readings(workspace, theo) == {}
    done = snapshots(workspace, words, good_rows=True).value
    assert (done.readings, done.left_out) == (1, 4)


def test_a_reading_that_is_there_with_another_number_is_a_problem(workspace, theo):
    workspace.run(talent.read(theo, {"followers": 5, "as_of": TODAY}))
    found = preview(workspace, csv(f"YouTube,theomarsh,6,{TODAY}", f"YouTube,theomarsh,5,{TODAY}"))
    assert (found.good, found.known, found.wrong_rows) == (0, 1, 1)


def test_an_import_that_was_corrected_since_cannot_be_taken_back_over_it(workspace, theo):
    snapshots(workspace, csv(f"YouTube,theomarsh,6,{TODAY}"))
    step = workspace.history.done[-1]
    (reading,) = workspace.ask(talent.course(theo))
    workspace.run(talent.change_reading(reading.id, version=1, values={"followers": 7}))
    workspace.history.done[:] = [step]
    with pytest.raises(Conflict):
        workspace.undo()
    assert readings(workspace, theo) == {TODAY: 7}


def test_a_long_import_tells_how_far_it_is_and_can_be_stopped(workspace, theo):
    first = date(2006, 1, 1)
    rows = [f"YouTube,theomarsh,{n + 1},{first + timedelta(days=n)}" for n in range(6_000)]
    sheet = sheets.pasted(csv(*rows))
    plan = importing.guess(sheet, "snapshots")
    told = []

    def stop(done, total):
        told.append((done, total))
        if len(told) > 3:
            raise StudioError(Message("Stop"))

    with pytest.raises(StudioError, match="Stop"):
        workspace.run(importing.import_snapshots(sheet, plan, report=stop))
    assert workspace.ask(talent.course(theo)) == []
    assert told[0][1] == 6_001
    workspace.run(importing.import_snapshots(sheet, plan))
    assert len(workspace.ask(talent.course(theo, 10_000))) == 6_000
    workspace.undo()
    assert workspace.ask(talent.course(theo)) == []


def test_an_account_is_also_found_by_name_or_number(workspace, theo):
    words = "名称,粉丝,日期\nTheo Marsh,78万,2026-11-15"
    assert preview(workspace, words).good == 1
    account = workspace.ask(talent.account(theo))
    workspace.run(talent.change_account(theo, version=account.version, values={"uid": "UC77"}))
    assert preview(workspace, "平台,账号ID,粉丝,日期\nYT,UC77,5,2026-11-14").good == 1


# -- people --------------------------------------------------------------------------------------


PEOPLE = (
    "名称,中文名,平台,账号,粉丝(万),手机,领域,语言\n"
    "Wen Shu,文舒,小红书,wenshu,1.8,13800001111,美妆、护肤,zh\n"
    "Wen Shu,,抖音,wenshu_dy,0.9,,,\n"
    "Theo,,YouTube,theomarsh,79,,,\n"
)


def test_people_come_with_accounts_and_readings_once(workspace, theo):
    found = preview(workspace, PEOPLE, "talent")
    assert (found.people, found.good, found.known, found.wrong_rows) == (1, 2, 1, 0)
    sheet = sheets.pasted(PEOPLE)
    done = workspace.run(importing.import_talent(sheet, importing.guess(sheet, "talent"))).value
    (key,) = done.talent_ids
    one = workspace.ask(talent.one(key))
    assert (one.name, one.name_zh, one.phone, one.niches) == (
        "Wen Shu", "文舒", "13800001111", ("美妆", "护肤"),
    )  # fmt: skip
    assert [(a.platform, a.reading.followers) for a in one.accounts] == [
        ("xiaohongshu", 18_000), ("douyin", 9_000),
    ]  # fmt: skip
    assert readings(workspace, theo) == {TODAY: 790_000}
    workspace.undo()
    assert readings(workspace, theo) == {}
    assert len(workspace.ask(talent.ids(TalentFilter()))) == 1


def test_wrong_people_are_listed_and_likely_doubles_named(workspace, theo):
    words = (
        "name,kind,platform,handle,followers\n"
        ",,douyin,,5\n"
        "A,wizard,douyin,a,5\n"
        "B,达人,,b,5\n"
        "Marsh Theo,达人,douyin,theo2,5\n"
        "C,,douyin,theo2,5\n"
    )
    found = preview(workspace, words, "talent")
    assert {(one.row, one.field) for one in found.problems} == {
        (2, "name"), (2, "handle"), (3, "kind"), (4, "platform"), (4, "handle"), (6, "handle"),
    }  # fmt: skip
    assert [(one.row, str(one.reason)) for one in found.warnings] == [
        (5, "May be Theo Marsh, who is on the roster.")
    ]
    sheet = sheets.pasted(words)
    with pytest.raises(Invalid):
        workspace.run(importing.import_talent(sheet, importing.guess(sheet, "talent")))


def test_an_account_of_somebody_else_is_a_problem_and_a_row_twice_is_none(workspace, theo):
    words = (
        "name,platform,handle,followers\n"
        "Wen Shu,YouTube,theomarsh,5\n"
        "Marsh Theo,YouTube,TheoMarsh,6\n"
        "An,douyin,an,7\n"
        "An,douyin,an,7\n"
        "An,douyin,an,8\n"
    )
    found = preview(workspace, words, "talent")
    assert (found.people, found.known) == (1, 2)
    assert [(one.row, str(one.reason)) for one in found.problems] == [
        (2, "This account is Theo Marsh's, who is on the roster."),
        (6, "Row 4 has the same account."),
    ]


def test_a_number_of_another_account_is_a_problem(workspace, theo):
    account = workspace.ask(talent.account(theo))
    workspace.run(talent.change_account(theo, version=account.version, values={"uid": "UC77"}))
    words = "name,platform,handle,uid\nA,YouTube,a,UC77\nB,YouTube,b,7\nC,YouTube,c,7\n"
    assert [(one.row, one.field) for one in preview(workspace, words, "talent").problems] == [
        (2, "uid"), (4, "uid"),
    ]  # fmt: skip


def test_every_wrong_row_is_named_in_a_refusal(workspace, theo):
    words = csv(*(f"YouTube,theomarsh,x{n},2026-11-13" for n in range(700)))
    with pytest.raises(Invalid) as caught:
        snapshots(workspace, words)
    assert len(caught.value.fields) == 700
    assert len(preview(workspace, words).problems) == 700


def test_a_preview_is_a_question(workspace):
    sheet = sheets.pasted(PEOPLE)
    assert isinstance(importing.preview_talent(sheet, importing.guess(sheet, "talent")), Query)
