"""Documents from JSON, for programs that only want the paper."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from studio.documents.invoice import InvoiceDocument, InvoiceKind, InvoiceTotals
from studio.documents.language import NOTHING, Bilingual, Language, same
from studio.documents.paper import Paper
from studio.documents.parties import BankAccount, Brand, Identifier, IdentifierKind, Party
from studio.documents.proposal import Option, OptionSet, Price, ProposalDocument
from studio.documents.rows import Instalment, PricedRow, RowKind, TaxLine, Treatment
from studio.domain import amount_words, pricing
from studio.domain.money import Money, from_decimal
from studio.errors import Invalid
from studio.services.exchange.forms import (
    BankForm,
    InvoicePaper,
    LineForm,
    OfferLineForm,
    PartyForm,
    ProposalPaper,
)
from studio.services.parties import COUNTRIES, unit_text
from studio.text import Message


def _both(english: str, han: str = "") -> Bilingual:
    return Bilingual(english or han, han or english)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _party(form: PartyForm) -> Party:
    identifiers = []
    if form.tax_no:
        kind = COUNTRIES.get(form.country, IdentifierKind.VAT)
        identifiers.append(Identifier(kind, same(form.tax_no)))
    if form.reg_no:
        identifiers.append(Identifier(IdentifierKind.COMPANY, same(form.reg_no)))
    lines = [same(line) for line in (form.address or form.address_zh).splitlines()]
    return Party(
        name=_both(form.name, form.name_zh),
        attention=same(form.attention) if form.attention else NOTHING,
        address=tuple(lines),
        identifiers=tuple(identifiers),
        contact=same(form.email) if form.email else NOTHING,
    )


def _brand(form: InvoicePaper | ProposalPaper) -> Brand:
    return Brand(_both(form.studio or form.issuer.name, form.issuer.name_zh), NOTHING, form.accent)


def _line(form: LineForm, currency: str) -> pricing.Line:
    price = from_decimal(form.unit_price, currency)
    return pricing.Line(
        -price if form.row == "less" else price,
        form.quantity,
        form.discount,
        form.tax_rate,
        form.tax_treatment,
    )


def _row(form: LineForm, currency: str) -> PricedRow:
    title, detail = _both(form.title, form.title_zh), _both(form.detail, form.detail_zh)
    if form.row in ("heading", "note"):
        return PricedRow(kind=RowKind(form.row), title=title, detail=detail)
    return PricedRow(
        title=title,
        detail=detail,
        quantity=form.quantity,
        unit=unit_text(form.unit),
        price=from_decimal(form.unit_price, currency),
        discount=form.discount or None,
        tax_rate=form.tax_rate,
        amounts=(_line(form, currency).amount(),),
    )


def invoice_document(form: InvoicePaper) -> InvoiceDocument:
    """Return the invoice that a form describes, its sums worked out by the program's own rules."""
    currency = form.currency
    billed = [_line(line, currency) for line in form.lines if line.row in ("item", "less")]
    result = pricing.sums(
        billed, currency, mode=form.tax_mode, rounding=form.rounding, discount=form.discount
    )
    taxes = tuple(
        TaxLine(rate=tax.rate, base=tax.base, amount=tax.amount, treatment=Treatment(tax.treatment))
        for tax in result.taxes
        if tax.treatment != pricing.NO_TAX
    )
    return InvoiceDocument(
        kind=InvoiceKind(form.kind),
        language=Language(form.language),
        paper=Paper(form.page_size),
        number=form.number,
        stamped_at=_moment(form.issue_date),
        brand=_brand(form),
        issuer=_party(form.issuer),
        client=_party(form.client),
        issue_date=form.issue_date,
        due_date=form.due_date,
        purchase_order=form.po_no,
        contract=form.contract_no,
        subject=_both(form.title, form.title_zh),
        rows=tuple(_row(line, currency) for line in form.lines),
        tax_inclusive=form.tax_mode == "incl",
        totals=InvoiceTotals(
            subtotal=result.subtotal if result.discount else None,
            discount=result.discount or None,
            net=result.net,
            taxes=taxes,
            gross=result.gross,
            due=result.gross,
        ),
        tax_notes=(same(form.tax_note),) if form.tax_note else (),
        notes=same(form.note) if form.note else NOTHING,
        words_en=amount_words.in_english(result.gross),
        words_zh=amount_words.in_chinese(result.gross),
        bank=_bank(form.bank),
        payment_reference=form.number,
        late_payment=same(form.late_payment) if form.late_payment else NOTHING,
        footer=same(", ".join(part for part in (form.issuer.name, form.issuer.tax_no) if part)),
    )


def _bank(form: BankForm | None) -> BankAccount | None:
    if form is None:
        return None
    return BankAccount(
        holder=same(form.account_name),
        bank=same(form.bank) if form.bank else NOTHING,
        iban=form.iban,
        bic=form.bic,
        number=form.account_no,
        routing=form.routing_no,
    )


def _offer_row(form: OfferLineForm, letters: str, currency: str) -> PricedRow:
    title, detail = _both(form.title, form.title_zh), _both(form.detail, form.detail_zh)
    if form.row != "item":
        return PricedRow(kind=RowKind(form.row), title=title, detail=detail)
    amount = _offer_line(form, currency, Decimal(0)).amount()
    return PricedRow(
        title=title,
        detail=detail,
        quantity=form.quantity,
        unit=unit_text(form.unit),
        price=from_decimal(form.unit_price, currency),
        discount=form.discount or None,
        amounts=tuple(amount if letter in form.options else None for letter in letters),
    )


def _offer_line(form: OfferLineForm, currency: str, rate: Decimal) -> pricing.Line:
    price = from_decimal(form.unit_price, currency)
    return pricing.Line(price, form.quantity, form.discount, rate)


def proposal_document(form: ProposalPaper) -> ProposalDocument:
    """Return the proposal that a form describes; raises Invalid for an impossible schedule."""
    currency = form.currency
    letters = "".join(option.letter for option in form.options)
    if form.instalments and sum(part.share for part in form.instalments) != 1:
        raise Invalid({"instalments": Message("The parts of the schedule must make 100 %.")})
    options, net = [], {}
    for option in form.options:
        lines = [
            _offer_line(line, currency, form.tax_rate)
            for line in form.lines
            if line.row == "item" and option.letter in line.options
        ]
        result = pricing.sums(lines, currency)
        net[option.letter] = result.net
        taxes = tuple(
            TaxLine(rate=tax.rate, base=tax.base, amount=tax.amount)
            for tax in result.taxes
            if tax.rate
        )
        options.append(
            Option(
                letter=option.letter,
                name=_both(option.title, option.title_zh),
                advised=option.advised,
                net=result.net,
                taxes=taxes,
                total=result.gross,
            )
        )
    advised = next((option.letter for option in form.options if option.advised), letters[0])
    return ProposalDocument(
        language=Language(form.language),
        paper=Paper(form.page_size),
        number=form.number,
        version=form.version,
        stamped_at=_moment(form.issue_date),
        brand=_brand(form),
        issuer=_party(form.issuer),
        client=_party(form.client),
        title=_both(form.title, form.title_zh),
        lead=same(form.lead) if form.lead else NOTHING,
        issue_date=form.issue_date,
        valid_until=form.valid_until,
        answer_to=form.issuer.email,
        about=same(form.about) if form.about else NOTHING,
        brief=same(form.reading) if form.reading else NOTHING,
        idea=same(form.idea) if form.idea else NOTHING,
        terms=same(form.terms) if form.terms else NOTHING,
        price=Price(
            option_sets=(
                OptionSet(
                    options=tuple(options),
                    rows=tuple(_offer_row(line, letters, currency) for line in form.lines),
                ),
            ),
            tax_note=same(form.tax_note) if form.tax_note else NOTHING,
            instalments=_instalments(form, net[advised]),
            instalments_for=advised,
        ),
    )


def _instalments(form: ProposalPaper, net: Money) -> tuple[Instalment, ...]:
    amounts = pricing.instalments(net, [part.share for part in form.instalments])
    return tuple(
        Instalment(
            label=_both(part.title, part.title_zh),
            share=part.share,
            amount=amount,
            due_text=same(part.due) if part.due else NOTHING,
        )
        for part, amount in zip(form.instalments, amounts, strict=True)
    )
