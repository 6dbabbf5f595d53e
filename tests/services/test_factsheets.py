"""Sheets of facts: shortlist, roster, media kit, test report; nothing of the house in them."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from studio.documents.factsheet import build, render
from studio.errors import Invalid
from studio.persistence.tables.accounts import VirtualProfile
from studio.services import factsheets, incubation, shortlists, talent
from tests import builders
from tests.documents import reading
from tests.matching import make_clips_brief, make_creator

SECRETS = ("9,000", "9000", "late twice", "INTERNAL", "62.5", "70.0")


def text_of(sheet):
    return reading.words(render(sheet.document))


@pytest.fixture
def brief(file_workspace):
    """Return a brief with two on its shortlist, one of whom is held back afterwards."""
    key = make_clips_brief(file_workspace)
    first = make_creator(file_workspace, "A", note="INTERNAL", brand_safety="INTERNAL")
    second = make_creator(file_workspace, "B")
    file_workspace.run(shortlists.shortlist(key, [first, second]))
    version = file_workspace.ask(talent.one(second)).version
    file_workspace.run(talent.hold_back(second, version=version, reason="late twice"))
    return key


def test_a_shortlist_names_who_may_be_pitched_and_no_prices(file_workspace, brief):
    sheet = file_workspace.ask(factsheets.shortlist(brief, "en"))
    said = text_of(sheet)
    assert "Name A" in said
    assert "60,000, read on 15 November 2026" in said
    assert "3 of 3 audience groups; known for skincare" in said
    assert "Women 71%" in said
    assert "Name B" not in said
    assert not [secret for secret in SECRETS if secret in said]
    assert sheet.file_name == "SHORTLIST_B-010_Yunduoquan_en.pdf"


def test_a_shortlist_speaks_the_clients_language(file_workspace, brief):
    assert "已读" not in text_of(file_workspace.ask(factsheets.shortlist(brief)))
    chinese = text_of(file_workspace.ask(factsheets.shortlist(brief, "zh")))
    assert "达人短名单" in chinese
    assert "女性71%" in chinese.replace(" ", "")


def test_the_table_has_the_same_people_and_nothing_in_it_is_a_formula(file_workspace, brief):
    kept = file_workspace.ask(shortlists.candidates(brief))[0].talent_id
    one = file_workspace.ask(talent.one(kept))
    values = {"name": "=1+1", "city": "@SUM(A1)", "niches": ["-skincare", "+1"]}
    file_workspace.run(talent.change(kept, version=one.version, values=values))
    table = file_workspace.ask(factsheets.shortlist_table(brief, "en"))
    assert table.file_name == "SHORTLIST_B-010_Yunduoquan_en.xlsx"
    data = build(table.book)
    assert data == build(table.book)
    rows = list(load_workbook(io.BytesIO(data)).active.iter_rows())
    heads = [cell.value for cell in rows[0]]
    assert len(rows) == 2  # who is held back is not in it, as in the PDF
    cells = dict(zip(heads, rows[1], strict=True))
    assert (cells["Talent"].value, cells["Talent"].data_type) == ("=1+1", "s")
    assert {cells[name].data_type for name in ("City", "Known for")} == {"s"}
    assert cells["Followers"].value == 60_000
    assert cells["Read on"].value.date() == date(2026, 11, 15)
    assert cells["Why"].value == "3 of 3 audience groups"
    said = " ".join(str(cell.value) for row in rows for cell in row)
    assert not [secret for secret in SECRETS if secret in said]
    chinese = file_workspace.ask(factsheets.shortlist_table(brief, "zh")).book
    assert chinese.heads[:5] == ("达人", "平台", "账户", "量级", "粉丝数")


def test_what_would_print_as_a_box_is_listed(file_workspace, brief):
    kept = file_workspace.ask(shortlists.candidates(brief))[0].talent_id
    version = file_workspace.ask(talent.one(kept)).version
    assert file_workspace.ask(factsheets.shortlist(brief, "en")).missing == ()
    file_workspace.run(talent.change(kept, version=version, values={"bio": "שלום"}))
    missing = file_workspace.ask(factsheets.shortlist(brief, "en")).missing
    assert {one.character for one in missing} == set("שלום")


def test_an_empty_shortlist_is_refused(file_workspace):
    key = make_clips_brief(file_workspace)
    with pytest.raises(Invalid):
        file_workspace.ask(factsheets.shortlist(key))


def test_the_roster_leaves_out_crew_and_who_is_held_back(file_workspace, brief):
    builders.make_talent(file_workspace, name="Xu Zhou", kind="crew")
    said = text_of(file_workspace.ask(factsheets.roster((), "en")))
    assert "Name A" in said
    assert "Douyin 60,000 Micro" in said
    assert "Read on 15 November 2026" in said
    assert "Name B" not in said
    assert "Xu Zhou" not in said
    assert not [secret for secret in SECRETS if secret in said]


def test_a_media_kit_has_accounts_audience_and_the_label(file_workspace, brief):
    luma = make_creator(
        file_workspace, "L", name="Luma", kind="virtual", bio="A muse.", note="INTERNAL"
    )
    builders.add(file_workspace, VirtualProfile(talent_id=luma, label="AI-generated character"))
    said = text_of(file_workspace.ask(factsheets.media_kit(luma, "en")))
    for words in ("A muse.", "AI-generated character", "60 k", "26 k", "Women 71%", "Micro"):
        assert words in said
    assert not [secret for secret in SECRETS if secret in said]
    held = file_workspace.ask(shortlists.candidates(brief))[1].talent_id
    with pytest.raises(Invalid):
        file_workspace.ask(factsheets.media_kit(held))


def test_a_test_report_has_every_part_and_the_advice(file_workspace):
    key = builders.make_talent(file_workspace, name="Yuzu Dog", code="T12")
    file_workspace.run(incubation.begin(key))
    with pytest.raises(Invalid):
        file_workspace.ask(factsheets.report_on_tests(key))
    for scores in (
        {"on_camera": "7", "product": "5", "editing": "8"},
        {"reliability": "9", "brand_safety": "10", "live_pacing": "4"},
    ):
        file_workspace.run(
            incubation.add_test(key, {"title": "Task", "scores": scores, "note": "INTERNAL"})
        )
    said = text_of(file_workspace.ask(factsheets.report_on_tests(key, "en")))
    assert "7.17 of 10, 7.0 passes" in said
    assert "Live pacing" in said
    assert "Nurture: live coach, 4 weeks" in said
    assert "INTERNAL" not in said
