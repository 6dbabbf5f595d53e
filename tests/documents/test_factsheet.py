"""Sheets of facts: archival, the same bytes every time, whatever stands in them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from studio.documents.factsheet import (
    Bars,
    Fact,
    FactSheetDocument,
    Figure,
    Grid,
    Section,
    SheetKind,
    render,
)
from studio.documents.language import Bilingual, Language, same
from studio.documents.paper import Paper
from studio.documents.parties import Brand
from tests.documents import reading

AGES = Bars(
    label=Bilingual("Age", "年龄"),
    shares=((Bilingual("18-24 years", "18-24 岁"), Decimal("0.41")), (same("Z"), Decimal(0))),
)


def sheet(language=Language.BOTH, rows=6, kind=SheetKind.TEST_REPORT):
    """Return a test report with so many rows."""
    marks = Grid(
        heads=(Bilingual("Part", "项目"), Bilingual("Mark", "得分"), Bilingual("Result", "结果")),
        rows=tuple(
            (Bilingual(f"Part {nr}", f"项目 {nr}"), same("7.0"), Bilingual("passes", "达标"))
            for nr in range(rows)
        ),
        right=(1,),
    )
    return FactSheetDocument(
        kind=kind,
        language=language,
        stamped_at=datetime(2026, 11, 16, tzinfo=UTC),
        brand=Brand(Bilingual("Paper Lantern Studio", "纸灯笼工作室"), accent="#B83A22"),
        issuer=Bilingual("Paper Lantern Studio Ltd", "杭州纸灯笼文化创意有限公司"),
        title=Bilingual("Yuzu Dog Diary", "柚子狗日记"),
        subtitle=Bilingual("Two tests", "两次测试"),
        issue_date=date(2026, 11, 16),
        facts=(Fact(label=Bilingual("Average", "平均分"), value=same("7.17")),),
        sections=(
            Section(grid=marks),
            Section(title=Bilingual("Marks", "评分"), grid=marks, bars=(AGES, AGES, AGES)),
            Section(
                title=Bilingual("Advice", "建议"),
                facts=(Fact(value=Bilingual("Live coach, 4 weeks", "直播教练 4 周")),),
                text=Bilingual("A text.\n\n- one\n- two", "一段文字。\n\n- 一\n- 二"),
            ),
        ),
        figures=(
            Figure(value=Bilingual("52.3 k", "5.23 万"), label=Bilingual("Followers", "粉丝数")),
            Figure(value=same("12.3%"), label=same("x" * 80), note=Bilingual("by views", "按播放")),
        ),
        note=Bilingual("As read on the day named.", "以读取日为准。"),
    )


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", Language)
def test_sheets_conform(language, paper):
    for kind in SheetKind:
        assert reading.failures(render(replace(sheet(language, kind=kind), paper=paper))) == []


def test_a_long_sheet_goes_on_over_pages_with_its_head_again():
    data = render(sheet(rows=90))
    assert reading.failures(data) == []
    pages = reading.pages(data)
    assert len(pages) > 2
    assert all("得分" in page for page in pages[:2])


def test_the_same_sheet_is_the_same_bytes():
    assert render(sheet()) == render(sheet())


def test_each_language_says_its_own():
    english = reading.words(render(sheet(Language.EN)))
    assert "Live coach, 4 weeks" in english
    assert "直播教练" not in english
    chinese = reading.words(render(sheet(Language.ZH)))
    assert "直播教练" in chinese
    assert "Live coach" not in chinese


@pytest.mark.parametrize(
    "odd", ["{name}", "<b>&amp;</b>", "שלום", "x" * 400, "行" * 300, "\x00\x07"]
)
def test_hostile_words_are_printed_and_nothing_breaks(odd):
    document = replace(
        sheet(),
        title=same(odd),
        sections=(
            Section(title=same(odd), facts=(Fact(label=same(odd), value=same(odd)),)),
            Section(title=same("x"), grid=Grid(heads=(same(odd),) * 3, rows=((same(odd),) * 3,))),
        ),
    )
    assert reading.failures(render(document)) == []
