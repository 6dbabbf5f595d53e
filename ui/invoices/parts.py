"""A part of the payment schedule an invoice belongs to, as one row."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.services.invoices import Part
from ui.language import language, money, percent, short_date, text, tr
from ui.widgets.boxes import hbox, vbox
from ui.widgets.chips import Chip
from ui.widgets.labels import label


def part_row(part: Part) -> QWidget:
    """Return one part: what for, its invoice or its day, its state, its net sum."""
    now = language()
    row = QWidget()
    share = f" {percent(part.share)}" if part.share and part.share < 1 else ""
    words = vbox(None, gap=0)
    words.addWidget(label(pick(part.title, part.title_zh, now) + share, "name"))
    words.addWidget(label(_fact(part), "small", "text2"))
    if part.shown is not None:
        chip = Chip(part.shown.role, text(part.shown.label))
    else:
        chip = Chip("neutral", tr("Planned"))
    figure = label(money(part.net), "name")
    figure.setMinimumWidth(96)
    figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    layout = hbox(row, margins=(0, 4, 0, 4), gap=10)
    layout.addLayout(words, 1)
    layout.addWidget(chip)
    layout.addWidget(figure)
    return row


def _fact(part: Part) -> str:
    if part.current:
        return tr("This invoice")
    if part.number:
        return part.number
    if part.planned_on:
        return tr("planned {day}").format(day=short_date(part.planned_on))
    return tr("not invoiced yet")
