"""Rows and columns of widgets in one line, scroll areas, splitters, and changing a look."""

from collections.abc import Sequence
from typing import Final, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

STRETCH: Final = "stretch"
"""Takes all room that is left in a row or column."""

Item = QWidget | QLayout | int | str
Margins = tuple[int, int, int, int]
Box = TypeVar("Box", bound=QBoxLayout)


def hbox(
    parent: QWidget | None, *items: Item, margins: Margins = (0, 0, 0, 0), gap: int = 8
) -> QHBoxLayout:
    """Return a row of widgets, layouts, px of space and STRETCH."""
    made = QHBoxLayout()
    return _filled(made, parent, items, margins, gap)


def vbox(
    parent: QWidget | None, *items: Item, margins: Margins = (0, 0, 0, 0), gap: int = 0
) -> QVBoxLayout:
    """Return a column of widgets, layouts, px of space and STRETCH."""
    made = QVBoxLayout()
    return _filled(made, parent, items, margins, gap)


def _filled(
    made: Box, parent: QWidget | None, items: Sequence[Item], margins: Margins, gap: int
) -> Box:
    if parent is not None:
        parent.setLayout(made)
    made.setContentsMargins(*margins)
    made.setSpacing(gap)
    for item in items:
        put(made, item)
    return made


def put(layout: QBoxLayout, item: Item) -> None:
    """Add one widget, layout, space or STRETCH to a row or column."""
    if isinstance(item, QWidget):
        layout.addWidget(item)
    elif isinstance(item, QLayout):
        layout.addLayout(item)
    elif isinstance(item, int):
        layout.addSpacing(item)
    else:
        layout.addStretch(1)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet looks at, and let it look again if one has changed."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()


def frame(ground: str = "", edge: str = "", parent: QWidget | None = None) -> QFrame:
    """Return a plain area: `ground` is a surface role, `edge` the side that has a line."""
    made = QFrame(parent)
    made.setProperty("ground", ground)
    made.setProperty("edge", edge or "none")
    return made


def line(ink: str = "border") -> QFrame:
    """Return a horizontal line over the full width."""
    made = frame(edge="top" if ink == "border" else "grid")
    made.setFixedHeight(1)
    return made


def scrolled(widget: QWidget) -> QScrollArea:
    """Return a scroll area that is as wide as its content, which is `widget`."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area


class Splitter(QSplitter):
    """Panes beside or above each other with a line of 1 px between, wider to the mouse."""

    def __init__(self, orientation: Qt.Orientation, *panes: QWidget) -> None:
        super().__init__(orientation)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)


def fixed(widget: QWidget, width: int | None = None, height: int | None = None) -> QWidget:
    """Give a widget a fixed width, height or both, and return it."""
    if width is not None:
        widget.setFixedWidth(width)
    if height is not None:
        widget.setFixedHeight(height)
    return widget


def wide(widget: QWidget) -> QWidget:
    """Let a widget take the width that is left, and return it."""
    policy = widget.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    widget.setSizePolicy(policy)
    return widget


def round_corners(popup: QWidget, radius: int = 8) -> None:
    """Cut the corners off a window of its own, where the platform can."""
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        return
    path = QPainterPath()
    path.addRoundedRect(QRectF(popup.rect()), radius, radius)
    popup.setMask(QRegion(path.toFillPolygon().toPolygon()))
