"""The side bar: studio, search, areas with counts, settings, person and where the data is."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from studio.domain.names import initials, pick
from ui.language import tr
from ui.shell.areas import AREAS, Area, groups
from ui.theme.icons import draw_glyph
from ui.theme.painting import (
    CENTRE,
    RIGHT,
    draw_text,
    framed,
    hairline,
    rounded,
)
from ui.theme.tokens import theme
from ui.widgets.boxes import vbox
from ui.widgets.labels import label

WIDE, NARROW = 216, 52


@dataclass(frozen=True, slots=True)
class Badge:
    """The count behind an area; `late` makes it red."""

    count: int = 0
    late: bool = False


class _Painted(QAbstractButton):
    """A painted button that knows the pointer is over it."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.over = False
        self.narrow = False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self.over = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go back to rest."""
        self.over = False
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the bar, as high as the row."""
        return QSize(WIDE - 21, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Prepare the painter; the row draws itself."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(p, QRectF(self.rect()))
        if self.hasFocus() and self.window().property("bykey"):
            framed(p, QRectF(self.rect()), None, "focus", thick=2)
        p.end()

    def draw(self, p: QPainter, box: QRectF) -> None:
        """Draw the row."""
        raise TypeError(f"{type(self).__name__} does not draw itself")


class _Item(_Painted):
    """An area: icon, name, count; the open one is a small card."""

    def __init__(self, area: Area, parent: QWidget) -> None:
        super().__init__(30, parent)
        self.area = area
        self.badge = Badge()
        self.setCheckable(True)
        self.setText(area.title())
        self.setAccessibleName(area.title())
        self.setToolTip(f"{area.title()}  {area.key.replace('+', ' ')}")

    def put_badge(self, badge: Badge) -> None:
        """Show a count."""
        self.badge = badge
        words = f", {badge.count}" if badge.count else ""
        self.setAccessibleName(self.area.title() + words)
        self.update()

    def draw(self, p: QPainter, box: QRectF) -> None:
        """Draw icon, name and count."""
        open_ = self.isChecked()
        if open_ or self.over:
            ground = "surface" if open_ else "hover"
            framed(p, box, ground, "border" if open_ else "hover")
        ink = "accenttext" if open_ else "text2"
        draw_glyph(p, QPointF(box.left() + 16.5, box.center().y()), self.area.icon, 17, ink)
        if self.narrow:
            return
        words = box.adjusted(34, 0, -30, 0)
        draw_text(p, words, self.text(), "name" if open_ else "body", "text" if open_ else "text2")
        if self.badge.count:
            spot = QRectF(box.right() - 27, box.center().y() - 8.5, 19, 17)
            if self.badge.late:
                rounded(p, spot, "bad.tint", 8.5)
            ink = "bad" if self.badge.late else "text3"
            align = CENTRE if self.badge.late else RIGHT
            draw_text(p, spot, str(self.badge.count), "tiny", ink, align)


class _StudioRow(_Painted):
    """Logo, name of the studio, company filter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(32, parent)
        self.words = ("", "")
        self.accent = ""
        self.logo = QImage()
        self.setAccessibleName(tr("Studio"))

    def draw(self, p: QPainter, box: QRectF) -> None:
        """Draw the logo or the initial, the name, and what is shown."""
        name, fact = self.words
        spot = QRectF(6 if not self.narrow else 2, 2, 28, 28)
        if not any(self.words):  # no studio is open yet
            rounded(p, spot, "sunken", 6)
            return
        if self.logo.isNull():
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(theme["accent"])
            p.drawRoundedRect(spot, 6, 6)
            draw_text(p, spot, initials(name)[:1], "record", "onaccent", CENTRE)
        else:
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            p.drawImage(spot, self.logo)
        if self.narrow:
            return
        draw_text(p, QRectF(43, 0, box.width() - 66, 18), name, "head")
        draw_text(p, QRectF(43, 17, box.width() - 66, 14), fact, "tiny", "text3")
        draw_glyph(p, QPointF(box.right() - 12, 16), "caret-down", 14, "text2")


class _Search(_Painted):
    """The field that opens the palette."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(30, parent)
        self.setAccessibleName(tr("Search or run"))

    def draw(self, p: QPainter, box: QRectF) -> None:
        """Draw a field with its key."""
        framed(p, box, "surface", "border2")
        draw_glyph(p, QPointF(box.left() + 17, box.center().y()), "magnifying-glass", 16, "text2")
        if self.narrow:
            return
        draw_text(p, box.adjusted(31, 0, -50, 0), tr("Search or run"), "body", "text3")
        cap = QRectF(box.right() - 45, box.center().y() - 9, 38, 18)
        framed(p, cap, "surface2", "border", 4)
        draw_text(p, cap, "Ctrl K", "tiny", "text3", CENTRE)


class _PersonRow(_Painted):
    """Who works, in which role, when the last change was saved, and whether the data is there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(34, parent)
        self.words = ("", "")
        self.reachable = True

    def draw(self, p: QPainter, box: QRectF) -> None:
        """Draw the round badge, the name, role and save, and the drive."""
        name, fact = self.words
        spot = QRectF(8 if not self.narrow else 3, 4, 26, 26)
        if not any(self.words):  # nor is anybody there
            rounded(p, spot, "sunken", 13)
            return
        rounded(p, spot, "p1.tint", 13)
        draw_text(p, spot, initials(name), "mark", "p1.text", CENTRE)
        if self.narrow:
            if not self.reachable:
                rounded(p, QRectF(18, 18, 16, 16), "sidebar", 8)
                draw_glyph(p, QPointF(26, 26), "hard-drives", 14, "bad")
            return
        draw_text(p, QRectF(43, 1, box.width() - 66, 18), name, "body")
        draw_text(p, QRectF(43, 18, box.width() - 66, 14), fact, "tiny", "text3")
        ink = "good" if self.reachable else "bad"
        draw_glyph(p, QPointF(box.right() - 14, 17), "hard-drives", 16, ink)


class Sidebar(QFrame):
    """The side bar of the window."""

    area_chosen = Signal(str)
    """Emitted when an area is chosen; carries its id."""

    search_requested = Signal()
    """Emitted when the search field is clicked."""

    studio_clicked = Signal()
    """Emitted when the studio's row is clicked: its menu is wanted."""

    person_clicked = Signal()
    """Emitted when the person's row is clicked: its menu is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sidebar")
        self.setProperty("edge", "right")
        self.setAccessibleName(tr("Side bar"))
        self._items: dict[str, _Item] = {}
        self._heads: list[QWidget] = []
        self._studio = _StudioRow(self)
        self._search = _Search(self)
        self._person = _PersonRow(self)
        self._fill()
        self.set_narrow(False)
        self._person.clicked.connect(self.person_clicked)
        self._search.clicked.connect(self.search_requested)
        self._studio.clicked.connect(self.studio_clicked)

    def _fill(self) -> None:
        column = vbox(self, margins=(10, 14, 11, 12), gap=0)
        self._column = column
        column.addWidget(self._studio)
        column.addSpacing(12)
        column.addWidget(self._search)
        column.addSpacing(8)
        heads = groups()
        group = ""
        for area in AREAS:
            if area.group in ("foot", "hidden"):
                continue
            if area.group != group:
                group = area.group
                self._add_head(column, heads[group])
            self._add_item(column, area)
        column.addStretch(1)
        column.addWidget(_Rule(self))
        column.addSpacing(7)
        for area in AREAS:
            if area.group == "foot":
                self._add_item(column, area)
        column.addSpacing(4)
        column.addWidget(self._person)

    def _add_head(self, column: QVBoxLayout, words: str) -> None:
        head = label(words, "small", "text3")
        head.setFixedHeight(28)
        head.setContentsMargins(8, 8, 0, 0)
        column.addWidget(head)
        self._heads.append(head)

    def _add_item(self, column: QVBoxLayout, area: Area) -> None:
        item = _Item(area, self)
        item.clicked.connect(self._on_item_clicked)
        column.addWidget(item)
        column.addSpacing(1)
        self._items[area.id] = item

    def _on_item_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, _Item):
            item.setChecked(True)
            self.area_chosen.emit(item.area.id)

    def set_area(self, area_id: str) -> None:
        """Mark the open area."""
        for key, item in self._items.items():
            item.setChecked(key == area_id)

    def set_badges(self, badges: Mapping[str, Badge]) -> None:
        """Show the counts behind the areas."""
        for key, item in self._items.items():
            item.put_badge(badges.get(key, Badge()))

    def set_studio(self, name: str, name_zh: str, fact: str, language: str) -> None:
        """Show the studio's name and which companies are shown."""
        self._studio.words = (pick(name, name_zh, language), fact)
        self._studio.update()

    def set_logo(self, data: bytes) -> None:
        """Show the studio's logo; without one its initial stands there."""
        self._studio.logo = QImage.fromData(data) if data else QImage()
        self._studio.update()

    def set_person(self, name: str, fact: str) -> None:
        """Show who works here, and what stands under the name."""
        self._person.words = (name, fact)
        self._person.setAccessibleName(f"{name}, {fact}")
        self._person.update()

    def set_reachable(self, reachable: bool) -> None:
        """Show whether the studio's data can be reached."""
        self._person.reachable = reachable
        words = tr("The studio can be reached") if reachable else tr("The studio is out of reach")
        self._person.setAccessibleDescription(words)
        self._person.setToolTip(words)
        self._person.update()

    def reachable(self) -> bool:
        """Return whether the drive is shown as reachable."""
        return self._person.reachable

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or names too."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        for head in self._heads:
            head.setVisible(not narrow)
        for row in (self._studio, self._search, self._person, *self._items.values()):
            row.narrow = narrow
            row.update()
        margins = (8, 14, 8, 12) if narrow else (10, 14, 11, 12)
        self._column.setContentsMargins(*margins)

    def studio_row(self) -> QWidget:
        """Return the row that the studio's menu drops from."""
        return self._studio

    def person_row(self) -> QWidget:
        """Return the row that the person's menu drops from."""
        return self._person


class _Rule(QWidget):
    """A hairline."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        p = QPainter(self)
        hairline(p, QRectF(self.rect()), "border")
        p.end()
