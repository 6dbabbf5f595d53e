"""Part 9 as it prints: options beside each other, add-ons, payment, all sums worked out."""

import re
from collections.abc import Sequence

from sqlmodel import Session

from studio.documents.language import NOTHING, Bilingual, same
from studio.documents.proposal import AddOn, Option, OptionSet, Price
from studio.documents.rows import Instalment, PricedRow, RowKind, TaxLine
from studio.domain import proposals as rules
from studio.domain.money import Money, share_out
from studio.domain.pricing import NO_TAX
from studio.persistence.tables.proposals import (
    ProposalInstalment,
    ProposalLine,
    ProposalOption,
    ProposalVersion,
)
from studio.services.parties import both, said, tax_name, terms_text, treatment, unit_text
from studio.services.proposals.reading import lines_of, options_of, parts_of, values
from studio.text import Message

_KINDS = {"heading": RowKind.HEADING, "note": RowKind.NOTE, "subtotal": RowKind.SUBTOTAL}
_NUMBER = re.compile(r"^\d{1,2}[.、]?\s+(?=\S)")


def price(session: Session, version: ProposalVersion) -> Price:
    """Return the price part of a version."""
    known = values(session, version)
    options = options_of(session, version.key)
    lines = lines_of(session, version.key)
    advised = rules.advised(known)
    groups = dict.fromkeys(one.group for one in options if not one.addon)
    parts = version.parts
    return Price(
        intro=_text(parts, "price"),
        option_sets=tuple(
            _option_set(version, known, [o for o in options if not o.addon and o.group == group],
                        lines, title=_group_title(group, len(groups)))
            for group in groups
        ),
        add_ons=tuple(_add_on(known, one, advised) for one in options if one.addon),
        tax_note=tax_note(version),
        instalments=_instalments(session, version, known, advised),
        instalments_for=advised if len(known.main) > 1 else "",
        notes=_text(parts, "price_notes"),
    )  # fmt: skip


def _text(parts: dict[str, dict[str, str]], key: str) -> Bilingual:
    kept = parts.get(key, {})
    return Bilingual(kept.get("en", ""), kept.get("zh", ""))


def _group_title(group: str, count: int) -> Bilingual:
    return same(group) if count > 1 and group != "main" else NOTHING


def unnumbered(title: str) -> str:
    """Return a heading without the number in front: documents and pages count by themselves."""
    return _NUMBER.sub("", title)


def _option_set(
    version: ProposalVersion,
    known: rules.Version,
    options: Sequence[ProposalOption],
    lines: Sequence[ProposalLine],
    *,
    title: Bilingual,
) -> OptionSet:
    letters = [one.letter for one in options]
    return OptionSet(
        title=title,
        options=tuple(_option(version, known, one) for one in options),
        rows=tuple(
            _row(version, known, at, line, letters)
            for at, line in enumerate(lines)
            if _shown(line, letters)
        ),
    )


def _shown(line: ProposalLine, letters: Sequence[str]) -> bool:
    """Rows without letters are for everybody, except items: those would not be offered."""
    if line.row == "item":
        return bool(set(line.options) & set(letters))
    return not line.options or bool(set(line.options) & set(letters))


def _option(version: ProposalVersion, known: rules.Version, row: ProposalOption) -> Option:
    totals = rules.sums(known, row.letter).totals
    taxes = tuple(
        TaxLine(
            rate=tax.rate,
            base=tax.base,
            amount=tax.amount,
            treatment=treatment(tax.treatment),
            name=tax_name(version.tax_name, version.tax_name_zh, tax.rate, tax.treatment),
        )
        for tax in totals.taxes
        if tax.treatment != NO_TAX and tax.amount
    )
    return Option(
        letter=row.letter,
        name=both(row.title, row.title_zh),
        note=Bilingual(row.note, row.note_zh),
        advised=row.advised,
        subtotal=totals.subtotal if totals.discount else None,
        discount=totals.discount or None,
        net=totals.net,
        taxes=taxes,
        total=totals.gross,
    )


def _row(
    version: ProposalVersion,
    known: rules.Version,
    at: int,
    line: ProposalLine,
    letters: Sequence[str],
) -> PricedRow:
    detail = Bilingual(line.detail, line.detail_zh)
    if line.row == "heading":
        title = both(unnumbered(line.title), unnumbered(line.title_zh))
        return PricedRow(kind=RowKind.HEADING, title=title, detail=detail)
    title = both(line.title, line.title_zh)
    if line.row == "note":
        return PricedRow(kind=RowKind.NOTE, title=title, detail=detail)
    if line.row == "subtotal":
        subtotals = (rules.subtotal(known.lines, at, one, known.currency) for one in letters)
        amounts = tuple(one if one else None for one in subtotals)
        return PricedRow(kind=RowKind.SUBTOTAL, title=title, detail=detail, amounts=amounts)
    value = known.lines[at]
    amount = rules.amount(value, known.currency)
    shown = not version.hide_line_prices
    return PricedRow(
        title=title,
        detail=detail,
        quantity=line.quantity if shown else None,
        unit=unit_text(line.unit) if line.unit else NOTHING,
        price=value.price if shown else None,
        discount=line.discount or None,
        amounts=tuple(amount if one in line.options else None for one in letters) if shown else (),
    )


def _add_on(known: rules.Version, row: ProposalOption, advised: str) -> AddOn:
    only_share = row.percent is not None and not any(
        row.letter in one.options for one in known.items
    )
    addon = next(one for one in known.addons if one.letter == row.letter)
    return AddOn(
        letter=row.letter,
        name=both(row.title, row.title_zh),
        detail=Bilingual(row.note, row.note_zh),
        share=row.percent if only_share else None,
        price=None if only_share else rules.addon_price(known, addon, advised + row.letter),
    )


_TAX_NOTES = {
    "none": Message("No sales tax is charged on these services"),
    "reverse_charge": Message("Reverse charge: the customer accounts for the tax"),
    "outside_scope": Message("Outside the scope of the supplier's tax"),
    "incl": Message("Prices include the tax"),
}


def tax_note(version: ProposalVersion) -> Bilingual:
    """Return what is said about tax under the total."""
    note = _TAX_NOTES.get(version.tax_mode)
    return said(note) if note else NOTHING


_AT_ONCE = Message("At once, before work starts")


def _instalments(
    session: Session, version: ProposalVersion, known: rules.Version, advised: str
) -> tuple[Instalment, ...]:
    rows = parts_of(session, ProposalInstalment, version.key)
    amounts = part_amounts(known, advised)
    return tuple(
        Instalment(
            label=both(row.title, row.title_zh),
            share=row.share,
            amount=amount,
            due_text=_due(row),
        )
        for row, amount in zip(rows, amounts, strict=True)
    )


def part_amounts(known: rules.Version, letters: str) -> list[Money]:
    """Return what each payment part comes to, tax included; whole schedules sum to the total."""
    shares = [one.share for one in known.instalments]
    gross = rules.sums(known, letters).totals.gross
    if shares and sum(shares) == 1:
        return share_out(gross, shares)
    return [gross.times(share) for share in shares]


def _due(row: ProposalInstalment) -> Bilingual:
    if row.trigger == "acceptance" and row.terms_kind == "on_receipt":
        return said(_AT_ONCE)
    terms = terms_text(row.terms_kind, row.terms_days)
    if row.planned_on is None:
        return terms
    day = row.planned_on
    english = f"{terms.en}, planned {day.day} {day:%B} {day.year}"
    return Bilingual(english, f"{terms.zh}，预计 {day.year} 年 {day.month} 月 {day.day} 日")
