"""The outline: fifteen parts with their ticks, the record, and the checks before sending."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from studio.domain import proposals as rules
from studio.domain.proposals import Finding
from studio.services.proposals import Version
from ui.language import text, tr, trn
from ui.theme.icons import draw_glyph
from ui.theme.painting import draw_text, rounded
from ui.widgets import focus
from ui.widgets.boxes import STRETCH, clear, frame, hbox, line, scrolled, vbox
from ui.widgets.labels import Glyph, label

WIDTH = 200
ROW = 28
RECORD = "record"
"""The entry below the fifteen parts: files, steps, history."""


class PartRow(QAbstractButton):
    """One part: number, name, and whether something stands against it."""

    def __init__(self, key: str, number: int, words: str) -> None:
        super().__init__()
        self.key = key
        self._number = number
        self._mark = ""
        self._over = False
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        focus.note(self)

    def set_mark(self, mark: str, said: str) -> None:
        """Show a tick ("ok"), an octagon ("block"), a triangle ("warn") or nothing."""
        self._mark = mark
        self.setAccessibleDescription(said)
        self.update()

    def mark(self) -> str:
        """Return what is shown at the right."""
        return self._mark

    def sizeHint(self) -> QSize:
        """As wide as the outline."""
        return QSize(WIDTH - 20, ROW)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self._over = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go back to rest."""
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, on = QRectF(self.rect()), self.isChecked()
        if on or self._over:
            rounded(p, box, "sel" if on else "hover", 6)
        number = str(self._number) if self._number else ""
        ink = "accenttext" if on else "text3"
        draw_text(p, QRectF(8, 0, 20, box.height()), number, "small", ink)
        words = QRectF(28 if self._number else 8, 0, box.width() - 52, box.height())
        style, ink = ("head", "accenttext") if on else ("body", "text")
        draw_text(p, words, self.text(), style, ink)
        marks = {
            "ok": ("check", "text2"),
            "block": ("warning-octagon", "bad"),
            "warn": ("warning", "warn"),
        }
        if self._mark in marks:
            name, ink = marks[self._mark]
            draw_glyph(p, QPointF(box.right() - 13, box.center().y()), name, 14, ink)


class FindingRow(QFrame):
    """One finding: a click goes to its cause."""

    clicked = Signal(object)
    """Emitted when the finding is clicked; carries it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding
        block = finding.severity == rules.BLOCK
        ink = "bad" if block else "warn"
        words = label(text(finding.message), "small", ink, wrap=True)
        glyph = Glyph("warning-octagon" if block else "warning", ink, 14)
        row = hbox(self, margins=(0, 2, 0, 2), gap=6)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text(finding.message))
        focus.note(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click."""
        self.clicked.emit(self.finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space are clicks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self.finding)
        else:
            super().keyPressEvent(event)


class Outline(QFrame):
    """The left column of a proposal."""

    part_chosen = Signal(str)
    """Emitted when a part is chosen; carries its key."""

    finding_chosen = Signal(object)
    """Emitted when a finding is clicked; carries it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.setProperty("edge", "right")
        self.setAccessibleName(tr("Outline"))
        self._rows: dict[str, PartRow] = {}
        self._findings: list[Finding] = []
        column = vbox(None, gap=0)
        for number, (key, words) in enumerate(rules.PARTS.items(), start=1):
            self._add(column, key, number, text(words))
        column.addSpacing(6)
        column.addWidget(line("grid"))
        column.addSpacing(6)
        self._add(column, RECORD, 0, tr("Files and history"))
        area = scrolled(self._made_foot())
        area.setMinimumHeight(64)
        outer = vbox(self, margins=(10, 10, 10, 12), gap=8)
        outer.addLayout(column)
        outer.addWidget(area, 1)

    def _made_foot(self) -> QWidget:
        """Return the checks, which stand at the bottom of the column."""
        self._checks = vbox(None, gap=2)
        self._foot = frame()
        head = label(tr("Checks before sending"), "smallhead", "text")
        vbox(self._foot, line(), head, self._checks, gap=6)
        inner = frame()
        column = vbox(inner, gap=0)
        column.addStretch(1)
        column.addWidget(self._foot)
        return inner

    def _add(self, column: QVBoxLayout, key: str, number: int, words: str) -> None:
        row = PartRow(key, number, words)
        row.clicked.connect(self._on_row_clicked)
        self._rows[key] = row
        column.addWidget(row)

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, PartRow):
            self.part_chosen.emit(row.key)

    def select(self, key: str) -> None:
        """Mark a part as the one that is shown."""
        self._rows[key].setChecked(True)

    def current(self) -> str:
        """Return the part that is marked."""
        return next((key for key, row in self._rows.items() if row.isChecked()), "price")

    def step(self, by: int) -> None:
        """Go to the part before or after."""
        keys = list(self._rows)
        place = max(0, min(keys.index(self.current()) + by, len(keys) - 1))
        self.select(keys[place])
        self._rows[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
        self.part_chosen.emit(keys[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk the parts."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def show_version(self, version: Version, findings: Sequence[Finding]) -> None:
        """Show ticks and checks; a version that was sent has nothing left to check."""
        self._findings = list(findings)
        for key, row in self._rows.items():
            if key != RECORD:
                row.set_mark(*self._mark_of(key, version))
        clear(self._checks)
        self._foot.setVisible(version.editable)
        if not version.editable:
            return
        for finding in findings:
            shown = FindingRow(finding)
            shown.clicked.connect(self.finding_chosen)
            self._checks.addWidget(shown)
        passed = QWidget()
        words = trn("{n} check passed", "{n} checks passed", version.passed)
        hbox(passed, Glyph("check-circle", "good", 14), label(words, "small"), STRETCH, gap=6)
        self._checks.addWidget(passed)

    def _mark_of(self, key: str, version: Version) -> tuple[str, str]:
        severities = {one.severity for one in self._findings if one.part == key}
        if version.editable and rules.BLOCK in severities:
            return "block", tr("something holds back sending")
        if key in version.filled:
            return "ok", tr("written")
        return "", tr("empty, will be left out")

    def row(self, key: str) -> PartRow:
        """Return the row of a part."""
        return self._rows[key]

    def finding_rows(self) -> list[FindingRow]:
        """Return the findings as they stand at the foot."""
        return [row for row in self.findChildren(FindingRow) if row.finding in self._findings]

    def findings(self) -> list[str]:
        """Return what the checks say, blocks first."""
        return [text(one.message) for one in self._findings]

    def marks(self) -> dict[str, str]:
        """Return the mark of each part."""
        return {key: row.mark() for key, row in self._rows.items() if key != RECORD}
