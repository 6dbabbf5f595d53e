"""How the values of a priced row read in the cells of a table."""

from studio.documents import words
from studio.documents.fonts import clean, one_line
from studio.documents.formats import quantity, share
from studio.documents.frame import Pieces, Voice
from studio.documents.language import Bilingual
from studio.documents.rows import PricedRow
from studio.documents.style import TABLE, TABLE_GREY, TABLE_PALE, TABLE_STRONG
from studio.documents.tables import Cell
from studio.documents.wrapping import Piece, Style
from studio.domain.money import Money, format_amount

NONE = "\u2013"
"""The dash of a row that an option does not hold."""


def value(text: str, style: Style = TABLE) -> Cell:
    """Return a cell with one short text, such as a number; an empty one stays empty."""
    return ((Piece(text, style),),) if text else ()


def money(sum_: Money | None, style: Style = TABLE) -> Cell:
    """Return a cell with an amount, or the dash of one that is not there."""
    if sum_ is None:
        return value(NONE, TABLE_PALE)
    return value(format_amount(sum_), style)


def count(row: PricedRow, voice: Voice) -> str:
    """Return how much of a row is bought: "6", "2 days"."""
    if row.quantity is None:
        return ""
    unit = one_line(row.unit.first(voice.language))
    number = quantity(row.quantity)
    return f"{number} {unit}" if unit else number


def described(row: PricedRow, voice: Voice, *, inline: bool, based: bool = False) -> Cell:
    """Return name and detail of a row, beside each other or below each other.

    In two languages the Chinese comes first and the English follows in grey. `based` says that
    the table has a column for what a commission is worked out from; else the detail tells it.
    """
    detail = _detail(row, voice, based=based)
    first = clean(row.title.first(voice.language))
    first_detail = clean(detail.first(voice.language))
    paragraphs: list[Pieces] = []
    second = clean(row.title.second(voice.language))
    second_detail = clean(detail.second(voice.language))
    if inline or second:
        joint = ", " if (first or first_detail).isascii() else "，"
        tail = f"{joint if first else ''}{first_detail}" if first_detail else ""
        paragraphs.append(_pieces((first, TABLE_STRONG), (tail, TABLE_GREY)))
        below = ", ".join(text for text in (second, second_detail) if text)
        paragraphs.append(_pieces((below, TABLE_GREY), language="en"))
    else:
        paragraphs.append(_pieces((first, TABLE_STRONG)))
        paragraphs.append(_pieces((first_detail, TABLE_GREY)))
    return tuple(pieces for pieces in paragraphs if pieces) or ((Piece("", TABLE),),)


def _pieces(*parts: tuple[str, Style], language: str = "") -> Pieces:
    return tuple(Piece(text, style, language) for text, style in parts if text)


def _detail(row: PricedRow, voice: Voice, *, based: bool) -> Bilingual:
    """Return the detail of a row, with its commission and its discount after it."""
    details = [row.detail] if row.detail else []
    if row.base is not None and row.rate is not None and not based:
        details.append(
            voice.fill(
                words.COMMISSION_OF,
                share=share(row.rate),
                what=row.base_label,
                base=format_amount(row.base),
            )
        )
    if row.discount:
        details.append(voice.fill(words.LESS, share=share(row.discount)))
    return Bilingual(
        ", ".join(text.en or text.zh for text in details),
        "，".join(text.zh or text.en for text in details),
    )
