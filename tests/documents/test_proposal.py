"""What a proposal prints: its parts in order, options to choose from, nothing of our costs."""

import io
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pikepdf
import pytest

from studio.documents.language import Bilingual, Language, same
from studio.documents.paper import Paper
from studio.documents.proposal import (
    AddOn,
    Milestone,
    OptionSet,
    Price,
    ProposalDocument,
    render,
)
from studio.documents.rows import PricedRow
from tests.documents import proposals, reading, samples

PARTS = (
    "About us",
    "Our reading of the brief",
    "Audience and keywords",
    "The idea",
    "Creators",
    "Deliverables",
    "Timeline",
    "Price",
    "Usage and exclusivity",
    "Labels and AI",
    "Targets and measurement",
    "Team",
    "Terms",
    "Acceptance",
)


def outline(data):
    with pikepdf.open(io.BytesIO(data)).open_outline() as tree:
        return [item.title for item in tree.root]


def only_price(**changes) -> ProposalDocument:
    """A proposal of cover, price and acceptance."""
    whole = proposals.proposal()
    kept = {
        item.name: getattr(whole, item.name)
        for item in fields(whole)
        if item.name
        in {"language", "stamped_at", "brand", "issuer", "client", "title", "price", "number"}
    }
    return ProposalDocument(**kept | changes)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", Language)
def test_every_text_is_printed(language, paper):
    document = replace(proposals.proposal(language), paper=paper)
    printed = reading.bare(reading.words(render(document)))
    unseen = set()
    if language is Language.BOTH:
        # Facts of the cover, figures and tags have one line each.
        unseen |= {document.brand.line.zh, document.brand.line.en, "marketing team", "producer"}
        unseen |= {words.en for words in document.keywords}
        unseen |= {words.en for who in document.creators for words in (who.tier, who.platform)}
        unseen |= {document.client.name.en, document.prepared_by.name.en}
    for text in reading.typed(document, language):
        for block in text.replace("\n- ", "\n").removeprefix("- ").split("\n"):
            assert reading.bare(block) in printed or text in unseen, text


def test_the_parts_stand_in_their_order():
    data = render(proposals.proposal())
    assert outline(data) == ["Holiday science box", *PARTS]
    printed = reading.words(data)
    place = 0
    for part in PARTS:
        place = printed.index(part, place)


def test_chinese_parts():
    titles = outline(render(proposals.proposal(Language.ZH)))
    assert titles[1:] == [
        "关于我们",
        "需求理解",
        "洞察与关键词",
        "创意",
        "达人矩阵",
        "交付清单",
        "排期",
        "报价方案",
        "授权与排他",
        "标识与 AI 说明",
        "KPI 与数据",
        "团队",
        "条款",
        "确认页",
    ]


def test_empty_parts_are_left_out_but_never_cover_price_and_acceptance():
    data = render(only_price())
    assert outline(data) == ["Holiday science box", "Price", "Acceptance"]
    assert reading.failures(data) == []
    assert len(reading.pages(data)) <= 3


def test_the_cover_names_number_version_and_dates():
    cover = reading.flat(reading.pages(render(proposals.proposal()))[0])
    for text in (
        "Proposal for Brightfig Inc.",
        "Holiday",
        "science box",
        "PL-P-2026-019",
        "2, replaces version 1",
        "9 November 2026",
        "30 November 2026",
        "Brightfig Inc., marketing team",
        "Zhou Yining, producer",
        "zhou@paperlantern.example",
    ):
        assert text in cover


def test_options_stand_beside_each_other_with_their_totals():
    page = next(
        reading.flat(page)
        for page in reading.pages(render(proposals.proposal()))
        if "Choose one option" in page
    )
    for text in (
        "Option A",
        "Option B",
        "Option C",
        "1 Film",
        "2 Reels",
        "3 Usage",
        "Film, subtotal",
        "Total in US dollars No sales tax is charged on these services",
        "services 14,500.00 19,800.00 24,600.00",
        "Rush delivery",
        "+25% of the chosen option",
        "Instalment for option B",
        "9,900.00",
        "100%",
        "Prices hold until 30 November 2026.",
    ):
        assert text in page
    # What an option does not hold is a dash, not a nought.
    assert "Reels, subtotal – 5,300.00 5,300.00" in page


def test_the_advised_option_stands_on_tint():
    document = proposals.proposal()
    pages = reading.pages(render(document))
    index = next(place for place, page in enumerate(pages) if "Choose one option" in page)
    colours = {
        colour: count
        for count, colour in reading.picture(render(document), index).getcolors(100_000)
    }
    assert colours[(250, 240, 238)] > 10_000
    plain = replace(
        document,
        price=replace(
            document.price,
            option_sets=(
                OptionSet(
                    options=tuple(replace(one, advised=False) for one in proposals.OPTIONS),
                    rows=proposals.ROWS,
                ),
            ),
        ),
    )
    colours = [colour for _, colour in reading.picture(render(plain), index).getcolors(100_000)]
    assert (250, 240, 238) not in colours


@pytest.mark.parametrize("count", [4, 5, 8])
def test_many_options_are_all_there(count):
    document = proposals.many_options(count)
    printed = reading.words(render(document))
    for option in document.price.option_sets[0].options:
        assert f"Option {option.letter}" in printed
        assert f"{option.total.minor / 100:,.2f}" in printed
    for text in ("Subtotal", "Discount", "−100.00", "Net", "VAT 20%"):
        assert text in printed


def test_more_than_four_options_stand_below_each_other():
    four = reading.words(render(proposals.many_options(4)))
    five = reading.words(render(proposals.many_options(5)))
    assert four.count("Total in US dollars") == 1
    assert five.count("Total in US dollars") == 5


def test_two_sets_of_options_have_heads_of_their_own():
    first = OptionSet(title=same("Film"), options=proposals.OPTIONS, rows=proposals.ROWS)
    second = OptionSet(
        title=same("Photographs"),
        options=proposals.OPTIONS[:1],
        rows=(PricedRow(title=same("Six pictures"), amounts=(proposals.usd("900"),)),),
    )
    data = render(only_price(price=Price(option_sets=(first, second))))
    printed = reading.words(data)
    assert printed.count("Photographs") == 2  # above the table and beside the box to tick
    assert reading.failures(data) == []


def test_acceptance_has_a_box_for_each_choice_and_lines_to_sign():
    pages = reading.pages(render(proposals.proposal()))
    last = reading.flat(next(page for page in pages if "We accept proposal" in page))
    assert last.count("☐") == 4
    for text in (
        "We accept proposal PL-P-2026-019, version 2",
        "☐ Option B Film and reels $19,800.00",
        "+25%",
        "Signed for Brightfig Inc.",
        "Name",
        "Title",
        "Date",
        "PO number",
        "Signature",
        "Company chop",
    ):
        assert text in last


def test_a_fixed_add_on_prints_its_price():
    add_on = AddOn(name=same("Raw footage"), price=proposals.usd("500"))
    document = only_price(price=replace(proposals.price(), add_ons=(add_on,)))
    assert reading.words(render(document)).count("+$500.00") == 2


def test_cost_and_margin_have_no_field():
    def names(kind):
        for item in fields(kind):
            yield item.name
            for inner in getattr(item.type, "__args__", ()) or (item.type,):
                if is_dataclass(inner):
                    yield from names(inner)

    assert not {name for name in names(ProposalDocument) if "cost" in name or "margin" in name}


def test_a_timeline_of_one_day_and_none():
    steps = (
        Milestone(label=same("Shoot"), start=date(2026, 12, 2)),
        Milestone(label=same("Later")),
    )
    data = render(replace(proposals.proposal(), timeline=steps))
    assert "2 December 2026" in reading.words(data)
    assert reading.failures(data) == []


def test_a_title_of_any_length_keeps_the_cover_one_page():
    for title in ("X", "A " * 400, "字" * 500, "w" * 700):
        document = only_price(title=same(title), lead=same("lead " * 900))
        data = render(document)
        assert reading.failures(data) == []
        assert "Price" in reading.pages(data)[1]


def test_long_texts_flow_and_lists_are_lists():
    text = "\n".join(["Before:", *(f"- item {number}" for number in range(200)), "", "After"])
    document = replace(proposals.proposal(), idea=same(text))
    data = render(document)
    printed = reading.words(data)
    for part in ("Before:", "– item 0", "– item 199", "After"):
        assert part in printed
    file = pikepdf.open(io.BytesIO(data))
    items = [
        item
        for item in file.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/LI"
    ]
    assert len(items) >= 200
    assert reading.failures(data) == []


def test_markup_prints_as_typed():
    text = "<b>bold</b> & <img src='/etc/passwd'> {x} %s"
    document = replace(
        proposals.proposal(), title=same(text), idea=same(text), terms=same(f"- {text}")
    )
    data = render(document)
    assert reading.bare(text) in reading.bare(reading.words(data))
    assert reading.failures(data) == []


def test_a_pale_brand_colour_is_kept_for_areas_only():
    brand = replace(samples.BRAND, accent="#F2C230")
    data = render(only_price(brand=brand))
    cover = {colour for _, colour in reading.picture(data).getcolors(100_000)}
    assert (242, 194, 48) in cover
    assert (255, 255, 255) in cover
    assert reading.failures(data) == []


def test_an_unsent_proposal_is_marked_a_draft():
    data = render(replace(proposals.proposal(), number=""))
    pages = reading.pages(data)
    assert all("DRAFT" in page for page in pages)
    assert "Draft, no number yet" in pages[0]
    assert "We accept this proposal" in reading.flat(" ".join(pages))


def test_both_languages_stand_together():
    printed = reading.words(render(proposals.proposal(Language.BOTH)))
    for text in ("报价方案", "Price", "方案 B", "视频小计", "Film, subtotal", "合计（美元）"):
        assert text in printed
    assert Bilingual("a", "b").second(Language.BOTH) == "a"
