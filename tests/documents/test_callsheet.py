"""Call sheets say everything, on one page where they can, and show what changed."""

import io
from dataclasses import replace

import pikepdf
import pytest

from studio.documents import callsheet
from studio.documents.callsheet import Said
from studio.documents.callsheet.blocks import safe
from studio.documents.glyphs import missing_glyphs
from studio.documents.language import Language, same
from studio.documents.paper import Paper
from studio.documents.press import InlinePress
from tests.documents import callsheets, reading
from tests.documents.callsheets import said


def printed(document):
    return reading.words(callsheet.render(document))


def links(data):
    file = pikepdf.open(io.BytesIO(data))
    return [
        str(note.A.URI)
        for page in file.pages
        for note in page.get("/Annots", [])
        if note.Subtype == "/Link"
    ]


def coloured(data, index=0):
    """Return how many dark pixels of the brand's colour stand in the margin left of the text."""
    image = reading.picture(data, index)
    strip = image.crop((45, 0, 52, image.height))
    data = strip.tobytes()
    pixels = zip(data[::3], data[1::3], data[2::3], strict=True)
    return sum(1 for red, green, blue in pixels if red > 150 and green < 110 > blue)


@pytest.mark.parametrize(
    ("language", "paper"),
    [(language, Paper.A4) for language in Language]
    + [(Language.EN, Paper.LETTER), (Language.ZH, Paper.LETTER)],
)
def test_the_demo_stands_on_one_page(language, paper):
    document = replace(callsheets.own(language), paper=paper)
    assert len(reading.pages(callsheet.render(document))) == 1


@pytest.mark.parametrize("language", Language)
def test_everything_typed_is_printed(language):
    document = callsheets.full(language)
    text = reading.bare(printed(document))
    brand = replace(document.brand, line=same(""))
    printed_brand = replace(document, brand=brand, reference=same("P4"))
    for part in reading.typed(printed_brand, language):
        for line in part.split("\n"):
            if line.startswith("https"):
                continue
            assert reading.bare(line) in text or line in {"Creator", "Sound"}, line


def test_own_call_stands_on_top():
    page = reading.flat(reading.pages(callsheet.render(callsheets.own()))[0])
    assert "Luo Xi, sound: your call 07:45 Gate 3, Luming Riverside Park" in page
    assert "This sheet is for Luo Xi. Please confirm to Zhou Yining." in page
    assert page.index("07:45") < page.index("Crew call")


def test_the_sheet_for_everybody_has_the_general_call():
    text = printed(callsheets.sheet())
    assert "General call 07:30" in text
    assert "your call" not in text
    assert "This sheet is for" not in text


def test_changes_are_marked_and_told():
    data = callsheet.render(callsheets.sheet())
    text = reading.words(data)
    assert "Version B Mon 16 Nov, 11:00, replaces A" in text
    assert "was 08:00" in text
    assert "Changes since version A" in text
    assert "Talent call 08:30, was 08:00" in text
    assert coloured(data) > 100


def test_a_first_version_has_no_marks():
    whole = callsheets.sheet()
    plain = replace(
        whole,
        revision="A",
        replaces="",
        changes=(),
        talent_call=said("08:30"),
        steps=tuple(
            replace(step, at=said(step.at.text.en), what=Said(step.what.text))
            for step in whole.steps
        ),
        people=tuple(replace(person, call=Said(person.call.text)) for person in whole.people),
    )
    data = callsheet.render(plain)
    assert coloured(data) == 0
    assert "Changes" not in reading.words(data)


def test_many_changes_are_counted():
    document = replace(
        callsheets.sheet(), changes=tuple(same(f"change {place}") for place in range(40))
    )
    assert "28 more" in printed(document)


def test_a_sheet_for_outsiders_has_no_telephone_and_no_meals():
    document = replace(callsheets.full(), phones=False)
    text = printed(document)
    assert "138 0000" not in text
    assert "Phone" not in text
    assert "on request" not in text
    assert "Zhou Yining" in text
    assert "138 0000 0101" in printed(callsheets.full())


def test_a_draft_says_so():
    text = printed(replace(callsheets.sheet(), revision="", replaces="", changes=()))
    assert "Draft, not sent" in text
    assert "DRAFT" in text


def test_gaps_give_way_before_a_second_page():
    whole = callsheets.own()
    more = replace(whole, steps=whole.steps + whole.steps[1:7])
    assert len(reading.pages(callsheet.render(more))) == 1


def test_a_long_day_goes_on_with_repeated_heads():
    pages = reading.pages(callsheet.render(callsheets.long()))
    assert len(pages) > 2
    for page in pages[1:]:
        assert "continued" in page
    assert "I/E" in pages[1]
    assert f"{len(pages)} of {len(pages)}" in pages[-1]


def test_a_text_longer_than_a_page_flows():
    document = replace(callsheets.sheet(), safety=said("Keep away from the water. " * 700))
    pages = reading.pages(callsheet.render(document))
    assert len(pages) > 2
    assert sum(reading.flat(page).count("Keep away") for page in pages) > 690


def test_the_map_is_a_link():
    data = callsheet.render(callsheets.sheet())
    assert links(data) == ["https://maps.example/luming-riverside-park"]
    assert "Map: maps.example" in reading.words(data)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "http://maps.example/x",
        "file:///etc/passwd",
        "https://",
        "https://[broken",
        "https://a b",
        "https://地图.example",
        "",
    ],
)
def test_only_safe_addresses_become_links(url):
    assert safe(url) == ""
    place = replace(callsheets.sheet().places[0], map_url=url)
    assert links(callsheet.render(replace(callsheets.sheet(), places=(place,)))) == []


def test_missing_characters_are_named_with_their_field():
    document = replace(callsheets.sheet(), hospital=said("ก"), notes=said("ש"))
    found = [(glyph.character, str(glyph.field)) for glyph in missing_glyphs(document)]
    assert found == [("ก", "Hospital"), ("ש", "Notes")]


def test_the_press_builds_it():
    document = callsheets.own()
    assert InlinePress().build("callsheet", document).result() == callsheet.render(document)


def test_departments_are_printed_once():
    text = printed(callsheets.full())
    assert text.count("Production") == 1
    assert "Guardian: Jiu Lan" in text
