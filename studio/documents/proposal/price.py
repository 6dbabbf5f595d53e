"""Part 9: the options, what can be added, when the money falls due, how long prices hold."""

from collections.abc import Sequence
from dataclasses import replace

from studio.documents import cells, words
from studio.documents.formats import share, with_currency
from studio.documents.frame import Frame, Pieces, Voice
from studio.documents.language import Bilingual
from studio.documents.proposal.document import AddOn, Price, ProposalDocument
from studio.documents.proposal.heading import begin_part
from studio.documents.proposal.options import draw_options
from studio.documents.rows import Instalment
from studio.documents.side import draw_side
from studio.documents.style import (
    GUTTER,
    HEAD,
    HEAD_SECOND,
    LABEL,
    SIDE,
    TABLE,
    TABLE_GREY,
    TABLE_STRONG,
)
from studio.documents.tables import Column, Row, Rule, Spacing, Table
from studio.documents.wrapping import Piece, wrap
from studio.domain.money import Money, total

_ROW = Spacing(14.4, 9.0)
_LAST_ADD_ON = Spacing(14.0, 4.0)


def draw_price(frame: Frame, document: ProposalDocument) -> None:
    """Draw the part, always from the top of a page."""
    price = document.price
    begin_part(frame, words.PRICES, frame.bottom)
    _draw_intro(frame, price)
    for place, options in enumerate(price.option_sets):
        frame.y += 30.0 if place else 0.0
        if options.title:
            frame.need(140.0)
            title = frame.voice.set(options.title, HEAD, HEAD_SECOND)
            with frame.canvas.element("H3"):
                frame.put_line(frame.left, frame.y + 12.0, title, frame.width)
            frame.y += 20.0
        draw_options(frame, options, price.tax_note)
    _draw_add_ons(frame, price.add_ons)
    _draw_instalments(frame, price)
    _draw_notes(frame, document)


def _draw_intro(frame: Frame, price: Price) -> None:
    """Write what we advise, beside the title where it is short."""
    voice = frame.voice
    several = any(len(options.options) > 1 for options in price.option_sets)
    text = price.intro if price.intro or not several else words.CHOOSE_ONE
    if not text:
        return
    paragraphs = voice.stack(text, TABLE_GREY, TABLE_GREY)
    left = frame.left + frame.width * 0.525
    lines = [line for pieces in paragraphs for line in wrap(pieces, frame.right - left)]
    if len(lines) <= 3:
        with frame.canvas.element("P"):
            frame.put_lines(left, frame.y - 35.0, lines)
        return
    frame.y -= 8.0
    frame.flow(paragraphs, frame.left, frame.right - 60.0, gap=2.0)
    frame.y += 12.0


def _draw_add_ons(frame: Frame, add_ons: Sequence[AddOn]) -> None:
    if not add_ons:
        return
    voice = frame.voice
    left = frame.left + SIDE + GUTTER
    columns = [
        Column(left, frame.right - 140.0),
        Column(frame.right - 134.0, frame.right, to_right=True),
    ]
    table = Table(frame, columns)
    rows = [_add_on(add_on, voice) for add_on in add_ons]
    frame.need(min(24.0 + table.height(rows[0]), frame.capacity))
    frame.y += 22.0
    draw_side(frame, words.ADD_ON if len(add_ons) == 1 else words.ADD_ONS, "H3")
    frame.ink_rule(frame.y, left)
    table.begin()
    for place, row in enumerate(rows):
        last = place == len(rows) - 1
        table.row(replace(row, rule=Rule.NONE, spacing=_LAST_ADD_ON) if last else row)
    table.end()


def _add_on(add_on: AddOn, voice: Voice) -> Row:
    if add_on.price is not None:
        price = voice.set(
            voice.fill(words.PLUS, sum=with_currency(add_on.price, voice.language)), TABLE
        )
    elif add_on.share is not None:
        price = voice.set(voice.fill(words.OF_OPTION, share=share(add_on.share)), TABLE, TABLE_GREY)
    else:
        price = ()
    return Row((add_on_title(add_on, voice), (price,)), head=True)


def add_on_title(add_on: AddOn, voice: Voice) -> list[Pieces]:
    """Return name and detail of an add-on, each language on its own line."""
    names = voice.stack(add_on.name, TABLE_STRONG, TABLE_GREY)
    details = [*voice.stack(add_on.detail, TABLE_GREY, TABLE_GREY), (), ()]
    return [
        (*name, Piece(" ", TABLE), *detail) if detail else name
        for name, detail in zip(names, details, strict=False)
    ]


def _draw_instalments(frame: Frame, price: Price) -> None:
    if not price.instalments:
        return
    voice = frame.voice
    left = frame.left + SIDE + GUTTER
    room = frame.right - left
    code = price.instalments[0].amount.currency
    label = words.INSTALMENT
    if price.instalments_for:
        label = voice.fill(words.INSTALMENT_FOR, letter=price.instalments_for)
    columns = [
        Column(left, left + room * 0.262, (voice.set(label, LABEL),)),
        Column(left + room * 0.274, left + room * 0.72, (voice.set(words.DUE, LABEL, LABEL),)),
        Column(
            left + room * 0.73,
            left + room * 0.835,
            (voice.set(words.SHARE, LABEL, LABEL),),
            to_right=True,
        ),
        Column(left + room * 0.85, frame.right, cells.value(code, LABEL), to_right=True),
    ]
    rooms = [column.right - column.left for column in columns]
    rows = [_instalment(item, voice, rooms) for item in price.instalments]
    rows.append(_instalment_total(price.instalments, voice))
    table = Table(frame, columns, spacing=_ROW)
    frame.need(min(20.0 + table.whole_height(rows), frame.capacity))
    frame.y += 20.0
    draw_side(frame, words.PAYMENT, "H3")
    table.write(rows)


def _instalment(item: Instalment, voice: Voice, rooms: list[float]) -> Row:
    due = item.due_text if item.due is None else voice.day(item.due)
    return Row(
        (
            voice.fit(item.label, TABLE_STRONG, TABLE_GREY, rooms[0]),
            voice.fit(due, TABLE_GREY, TABLE_GREY, rooms[1]),
            cells.value(share(item.share) if item.share is not None else ""),
            cells.money(item.amount),
        ),
        head=True,
    )


def _instalment_total(instalments: Sequence[Instalment], voice: Voice) -> Row:
    amounts = [item.amount for item in instalments]
    shares = [item.share for item in instalments if item.share is not None]
    whole = share(sum(shares[1:], shares[0])) if len(shares) == len(instalments) else ""
    sum_: Money = total(amounts, amounts[0].currency)
    return Row(
        (
            (voice.set(words.TOTAL, TABLE_STRONG, TABLE_GREY),),
            cells.value(whole, TABLE_STRONG),
            cells.money(sum_, TABLE_STRONG),
        ),
        spans=(2, 1, 1),
        rule=Rule.INK,
        head=True,
    )


def _draw_notes(frame: Frame, document: ProposalDocument) -> None:
    """Write how long the prices hold, and the notes on them."""
    voice = frame.voice
    notes = document.price.notes
    if document.valid_until:
        hold = voice.fill(words.PRICES_HOLD, date=voice.day(document.valid_until))
        notes = Bilingual(
            f"{hold.en} {notes.en}" if notes.en or not notes.zh else notes.en,
            f"{hold.zh}{notes.zh}" if notes.zh or not notes.en else notes.zh,
        )
    if notes:
        frame.y += 16.0
        left = frame.left + SIDE + GUTTER
        frame.flow(voice.stack(notes, LABEL, LABEL), left, frame.right, gap=2.0)
