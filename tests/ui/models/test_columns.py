"""How each kind of column says a value."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from studio.domain.money import Money
from ui.models.columns import KINDS, Column, NameCell, words_of
from ui.models.delegates import PAINTERS, paint_words
from ui.widgets.marks import ChipMark, MeterMark, Words

SAMPLES = {
    "name": (NameCell("Luma", sub="流萤", tag="AI", hue="p3", avatar="LU"), "Luma, 流萤, AI"),
    "text": (Words("video", glyph="play"), "video"),
    "money": (Money(1280000, "EUR"), "€12,800.00"),
    "amount": (Money(1280000, "EUR"), "12,800.00"),
    "number": (Decimal("2.5"), "2.5"),
    "percent": (Decimal("0.43"), "43%"),
    "date": (date(2026, 11, 18), "18 Nov"),
    "moment": (datetime(2026, 11, 3, 10, 14), "3 Nov, 10:14"),  # noqa: DTZ001  already local
    "chip": (ChipMark("bad", "Overdue 32 d"), "Overdue 32 d"),
    "outline": ("Mid", "Mid"),
    "meter": (MeterMark(0.5, "7/14"), "7/14"),
    "badge": (("DY", "XHS"), "DY, XHS"),
}


def same(row):
    return row


def test_every_kind_has_a_sample():
    assert set(SAMPLES) == KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_is_said_and_painted(qapp, kind):
    column = Column("x", "X", kind, same)
    value, words = SAMPLES[kind]
    assert words_of(column, value) == words
    image = QImage(300, 48, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    PAINTERS.get(kind, paint_words)(painter, QRectF(0, 0, 300, 48), column, value)
    painter.end()
    painted = {image.pixel(x, y) for x in range(300) for y in range(48)}
    assert len(painted) > 3


def test_nothing_says_nothing():
    assert words_of(Column("x", "X", "money", same), None) == ""


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="colour"):
        Column("x", "X", "colour", same)


def test_figures_stand_at_the_right_unless_told_otherwise():
    assert Column("x", "X", "money", same).right
    assert not Column("x", "X", "money", same, align="left").right
    assert not Column("x", "X", "text", same).right


def test_a_moment_in_utc_is_shown_locally():
    at = datetime(2026, 11, 3, 10, 14, tzinfo=UTC)
    local = at.astimezone()
    assert words_of(Column("x", "X", "moment", same), at).endswith(f"{local:%H:%M}")
