"""What an invoice prints: every field, once it is there, and totals where they belong."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pikepdf
import pytest

from studio.documents.invoice import (
    Adjustment,
    InvoiceDocument,
    InvoiceKind,
    InvoiceTotals,
    render,
)
from studio.documents.language import Bilingual, Language, same
from studio.documents.paper import Mark, Paper
from studio.documents.rows import PricedRow, RowKind
from tests.documents import reading, samples


def assert_prints(document: InvoiceDocument, *expected: str):
    printed = reading.bare(reading.words(render(document)))
    for text in expected:
        assert reading.bare(text) in printed, text


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "sample",
    [samples.deposit, samples.request, samples.final, samples.credit_note],
    ids=lambda sample: sample.__name__,
)
def test_every_text_is_printed(sample, language, paper):
    document = replace(sample(language), paper=paper)
    printed = reading.bare(reading.words(render(document)))
    unseen = set(unprinted(document))
    for text in reading.typed(document, language):
        assert reading.bare(text) in printed or text in unseen, text


def unprinted(document):
    """Yield the texts for which a document has no room: second languages, mostly."""
    language = document.language
    if language is Language.EN:
        yield document.words_zh
    if language is Language.ZH:
        yield document.words_en
    if language is Language.BOTH:
        # Under the trade name stands its second language or its own line, not both.
        yield document.brand.line.zh
        yield document.brand.line.en
        # A fact, the head of a contract and a line of the fapiao have one line each.
        yield document.project.en
        yield document.reason.en
        yield document.subject.en if document.contract_rows else ""
        yield document.fapiao.kind.en if document.fapiao else ""


def test_the_look_of_a_deposit_invoice():
    assert_prints(
        samples.deposit(),
        "Deposit invoice",
        "Amount due by 3 December 2026",
        "€12,800.00",
        "Invoice number",
        "3 November 2026",
        "contract lines, for information",
        "Quantity",
        "12,000.00",
        "Contract total",
        "32,000.00",
        "Deposit 40%, net",
        "VAT, reverse charge",
        "0.00",
        "Total due",
        "This invoice",
        "60%",
        "19,200.00",
        "1 of 1",
    )


def test_a_payment_request_says_it_is_no_fapiao_and_keeps_blanks():
    printed = reading.words(render(samples.request(Language.BOTH)))
    for text in ("请款单", "本单据不是发票", "This document is not a fapiao", "大写金额"):
        assert text in printed
    for text in ("含税金额 Incl. tax, CNY", "发票号码", "开票日期", "公司盖章处", "CNY 244,404.00"):
        assert text in printed
    issued = replace(
        samples.request(Language.BOTH),
        fapiao=replace(
            samples.request().fapiao, number="26332000000012345678", issue_date=date(2026, 11, 18)
        ),
    )
    assert_prints(issued, "26332000000012345678", "2026-11-18")


def test_a_final_invoice_takes_the_deposits_off():
    assert_prints(
        samples.final(),
        "Less invoice PLCN-2026-0034, 2 November 2026",
        "net 72,000.00, tax 4,320.00",
        "−76,320.00",
        "190,800.00",
        "CNY 38,160.00",
    )


def test_a_credit_note_names_what_it_takes_back():
    assert_prints(
        samples.credit_note(),
        "Credit note",
        "Amount credited",
        "PLUK-2026-0014, 3 November 2026",
        "Contract changed before the shoot",
        "Total credited",
    )


def test_a_pro_forma_is_no_tax_invoice():
    document = replace(samples.deposit(), kind=InvoiceKind.PRO_FORMA)
    assert_prints(document, "Pro forma invoice", "This is not a tax invoice")


def test_a_draft_has_words_for_its_number_and_a_mark():
    draft = render(replace(samples.deposit(), number=""))
    assert "Draft, no number yet" in reading.words(draft)
    middle = reading.picture(draft).crop((150, 250, 450, 600)).getcolors(100_000)
    issued = (
        reading.picture(render(samples.deposit())).crop((150, 250, 450, 600)).getcolors(100_000)
    )
    pale = (239, 237, 234)
    assert sum(count for count, colour in middle if colour == pale) > 500
    assert sum(count for count, colour in issued if colour == pale) < 50


@pytest.mark.parametrize(("mark", "word"), [(Mark.VOID, "VOID"), (Mark.SUPERSEDED, "SUPERSEDED")])
def test_a_mark_lies_under_every_page(mark, word):
    data = render(replace(samples.long_invoice(60), mark=mark))
    assert all(word in page for page in reading.pages(data))


def test_several_rates_have_a_column_and_a_line_each():
    assert_prints(samples.long_invoice(5), "Tax", "5.5%", "20%", "VAT 20% on", "VAT 5.5% on", "Net")


def test_discounts_withholding_and_home_tax_have_lines():
    base = samples.long_invoice(2)
    row = replace(base.rows[0], discount=Decimal("0.1"))
    totals = replace(
        base.totals,
        subtotal=samples.eur("500"),
        discount=samples.eur("50"),
        home_tax=samples.eur("12.34"),
        adjustments=(Adjustment(label=same("Withheld at source"), amount=samples.eur("-20")),),
    )
    assert_prints(
        replace(base, rows=(row, base.rows[1]), totals=totals),
        "less 10%",
        "Subtotal",
        "Discount",
        "−50.00",
        "Tax in EUR",
        "12.34",
        "Withheld at source",
        "−20.00",
    )


def test_rows_of_every_kind():
    base = samples.long_invoice(1)
    rows = (
        PricedRow(kind=RowKind.HEADING, title=same("Part one")),
        base.rows[0],
        PricedRow(kind=RowKind.NOTE, title=same("Only in Paris")),
        PricedRow(kind=RowKind.SUBTOTAL, title=same("So far"), amounts=(samples.eur("101"),)),
        replace(
            base.rows[0],
            base=samples.eur("1000"),
            base_label=same("settled sales"),
            rate=Decimal("0.2"),
            quantity=None,
            price=None,
        ),
    )
    document = replace(base, rows=rows)
    assert_prints(document, "Part one", "Only in Paris", "So far", "20% of settled sales 1,000.00")
    assert reading.failures(render(document)) == []


# Pages


def test_the_head_is_repeated_and_the_sum_carried_forward():
    pages = reading.pages(render(samples.long_invoice(70)))
    assert len(pages) == 4
    for page in pages[1:3]:
        assert "continued" in page
        assert "Quantity" in page
    goes_on = ["Clip " in page for page in pages[1:]]
    assert goes_on[:2] == [True, True]
    assert ["Carried forward" in page for page in pages] == [*goes_on, False]
    lines = samples.long_invoice(70).rows
    first = reading.flat(pages[0])
    count = max(number for number in range(1, 71) if f"Clip {number}," in first)
    carried = sum(row.amounts[0].minor for row in lines[:count])
    assert f"Carried forward {carried / 100:,.2f}" in first


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", Language)
def test_totals_are_never_alone(language, paper):
    for count in range(10, 46):
        document = replace(samples.long_invoice(count, language), paper=paper)
        pages = reading.pages(render(document))
        total = "Total due" if language is Language.EN else "应付合计"
        page = next(
            reading.bare(page) for page in pages if reading.bare(total) in reading.bare(page)
        )
        last = f"Clip{count}," if language is Language.EN else f"短视频{count}"
        assert last in page, f"{count} lines"


def test_five_thousand_lines_add_up_on_paper():
    document = samples.long_invoice(5000)
    pages = reading.pages(render(document))
    assert len(pages) > 150
    assert "Clip 5000," in reading.flat(" ".join(pages[-3:]))
    assert f"{document.totals.due.minor / 100:,.2f}" in pages[-1] + pages[-2]


def test_a_row_longer_than_a_page_goes_on():
    base = samples.long_invoice(3)
    detail = " ".join(f"word{number}" for number in range(2_000))
    rows = (base.rows[0], replace(base.rows[1], detail=same(detail)), base.rows[2])
    data = render(replace(base, rows=rows))
    printed = reading.words(data)
    assert "word0 " in printed
    assert "word1999" in printed
    assert len(reading.pages(data)) > 3
    assert reading.failures(data) == []


def test_headings_alone_make_no_endless_work():
    base = samples.long_invoice(1)
    headings = (PricedRow(kind=RowKind.HEADING, title=same("Part")),) * 2_000
    data = render(replace(base, rows=(*headings, *base.rows)))
    assert reading.words(data).count("Part ") >= 2_000


def test_a_first_row_longer_than_a_page_begins_on_the_first():
    base = samples.long_invoice(1)
    row = replace(base.rows[0], detail=same("word " * 4_000))
    pages = reading.pages(render(replace(base, rows=(row,))))
    assert "Clip 1, word" in reading.flat(pages[0])


def test_long_texts_go_on_over_pages():
    notes = Bilingual(" ".join(f"note{number}" for number in range(1_500)))
    late = Bilingual(" ".join(f"late{number}" for number in range(900)))
    document = replace(samples.deposit(), notes=notes, late_payment=late)
    printed = reading.words(render(document))
    assert "note1499" in printed
    assert "late899" in printed


# Texts from outside


HOSTILE = (
    "<b>bold</b>",
    "<img src='/etc/passwd'>",
    "Smith <smith@x.com>",
    "&lt; & &amp;",
    "${jndi:ldap://x}",
    "{title} {0} {}",
    "%s %d (a) \\ \\(",
    "a" * 300,
    "line one\nline two",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_prints_as_typed(text):
    base = samples.deposit()
    document = replace(
        base,
        client=replace(base.client, name=same(text)),
        subject=same(text),
        rows=(replace(base.rows[0], title=same(text)),),
        contract_rows=(),
        contract_total=None,
        notes=same(text),
    )
    data = render(document)
    assert reading.failures(data) == []
    assert reading.bare(text) in reading.bare(reading.words(data))


def test_nothing_at_all_still_makes_a_page():
    base = samples.deposit()
    document = replace(
        base,
        number="",
        issue_date=None,
        due_date=None,
        terms=Bilingual(),
        contract="",
        purchase_order="",
        subject=Bilingual(),
        rows=(),
        contract_rows=(),
        contract_total=None,
        schedule=(),
        bank=None,
        tax_notes=(),
        words_en="",
        words_zh="",
        late_payment=Bilingual(),
        footer=Bilingual(),
        client=replace(base.client, name=Bilingual(), address=(), identifiers=()),
        totals=InvoiceTotals(net=samples.eur("0"), gross=samples.eur("0"), due=samples.eur("0")),
    )
    assert reading.failures(render(document)) == []


# The file


def test_the_file_says_what_it_is():
    file = pikepdf.open(io.BytesIO(render(samples.deposit())))
    assert str(file.docinfo["/Title"]) == "Deposit invoice PLUK-2026-0014"
    assert str(file.docinfo["/Author"]) == "Paper Lantern Studio Ltd"
    assert str(file.docinfo["/CreationDate"]).startswith("D:20261116093000")
    with file.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Deposit invoice PLUK-2026-0014"]
    assert str(file.Root.Lang) == "en"


def test_chinese_in_an_english_document_says_so():
    base = samples.deposit()
    document = replace(base, client=replace(base.client, name=same("云朵泉 Skincare")))
    file = pikepdf.open(io.BytesIO(render(document)))
    spans = [
        str(item.Lang)
        for item in file.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Span"
    ]
    assert "zh-CN" in spans
