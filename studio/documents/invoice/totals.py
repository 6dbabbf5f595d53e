"""What an invoice comes to: net, tax at each rate, what was paid before, what is due."""

from collections.abc import Sequence
from dataclasses import replace

from studio.documents import words
from studio.documents.fonts import one_line
from studio.documents.formats import share, with_currency
from studio.documents.frame import Pieces, Voice
from studio.documents.invoice.document import Deduction, InvoiceDocument, InvoiceKind
from studio.documents.language import Language
from studio.documents.rows import TaxLine
from studio.documents.style import HEAD, HEAD_SECOND, LABEL, TABLE, TABLE_GREY, TABLE_STRONG
from studio.documents.sums import Sum
from studio.documents.wrapping import Piece
from studio.domain.money import format_amount


def total_lines(voice: Voice, document: InvoiceDocument) -> list[Sum]:
    """Return every line of the totals, from the net to what is due."""
    totals = document.totals
    credit = document.kind is InvoiceKind.CREDIT_NOTE
    sums = _net_sums(voice, document)
    sums += [
        Sum(_tax_label(voice, tax, totals.taxes), format_amount(tax.amount)) for tax in totals.taxes
    ]
    if totals.home_tax is not None:
        label = voice.fill(words.HOME_TAX, currency=totals.home_tax.currency)
        sums.append(Sum(voice.set(label, TABLE_GREY), format_amount(totals.home_tax)))
    label = words.TOTAL_CREDITED if credit else words.TOTAL_DUE
    if totals.deductions or totals.adjustments:
        total = voice.set(words.TOTAL_WITH_TAX, TABLE_STRONG, TABLE_GREY)
        sums.append(Sum(total, format_amount(totals.gross), strong=True))
        sums += [_deduction(voice, item) for item in totals.deductions]
        sums += [
            Sum(voice.set(item.label, TABLE, TABLE_GREY), format_amount(item.amount))
            for item in totals.adjustments
        ]
    elif document.fapiao is not None and not credit:
        label = words.TOTAL_WITH_TAX
    words_ = voice.set(label, HEAD, HEAD_SECOND)
    sums.append(Sum(words_, with_currency(totals.due, voice.language), last=True))
    return sums


def _net_sums(voice: Voice, document: InvoiceDocument) -> list[Sum]:
    """Return what stands above the tax: billed lines of a contract, discount, net."""
    totals = document.totals
    sums: list[Sum] = []
    taxed = bool(totals.taxes)
    billed = document.rows if document.contract_rows else ()
    single = len(billed) == 1 and not totals.discount
    for row in billed:
        title = voice.fill(words.WITHOUT_TAX, title=row.title) if single and taxed else row.title
        if row.amounts and row.amounts[0] is not None:
            label = voice.set(title, TABLE, TABLE_GREY)
            sums.append(Sum(label, format_amount(row.amounts[0])))
    if totals.discount is not None:
        if totals.subtotal is not None:
            label = voice.set(words.SUBTOTAL, TABLE, TABLE_GREY)
            sums.append(Sum(label, format_amount(totals.subtotal)))
        less = format_amount(-totals.discount)
        sums.append(Sum(voice.set(words.DISCOUNT, TABLE, TABLE_GREY), less))
    if taxed and not single:
        label = voice.set(words.NET, TABLE, TABLE_GREY)
        sums.append(Sum(label, format_amount(totals.net)))
    return sums


def _tax_label(voice: Voice, tax: TaxLine, taxes: Sequence[TaxLine]) -> Pieces:
    """Return the words of a tax line; with several rates each names what it is charged on."""
    why = words.TREATMENTS.get(tax.treatment)
    if why is not None:
        return voice.set(voice.fill(words.TAX_WITHOUT, tax=tax.name, why=why), TABLE, TABLE_GREY)
    rate = share(tax.rate)
    if len(taxes) > 1:
        label = voice.fill(words.TAX_ON, tax=tax.name, rate=rate, base=format_amount(tax.base))
    else:
        label = voice.fill(words.TAX_AT, tax=tax.name, rate=rate)
    # The figures are not said twice.
    return voice.set(replace(label, en=tax.name.en) if _both(voice) else label, TABLE, TABLE_GREY)


def _both(voice: Voice) -> bool:
    return voice.language is Language.BOTH


def _deduction(voice: Voice, item: Deduction) -> Sum:
    label = voice.fill(words.DEDUCTION, number=item.number, date=voice.day(item.issue_date))
    gross = format_amount(-(item.net + item.tax))
    detail = voice.fill(
        words.DEDUCTION_DETAIL, net=format_amount(item.net), tax=format_amount(item.tax)
    )
    details = [voice.set(detail, LABEL)]
    if _both(voice):
        details.append((Piece(one_line(f"{label.en}: {detail.en}"), LABEL, "en"),))
    return Sum(voice.set(label, TABLE), gross, details=details)
