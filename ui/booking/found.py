"""What stands in the way of a booking, line by line, and who else is free."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from studio.domain.names import pick
from studio.services.bookings import Finding, Free, Warnings
from ui.language import language, text, tr
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Glyph, label

ICONS = {
    "standing": "user-minus",
    "clash": "calendar-x",
    "hold": "clock",
    "exclusivity": "lock-simple",
    "absence": "prohibit",
    "consent": "signature",
    "licence": "certificate",
    "travel": "airplane-tilt",
    "calendar": "calendar-blank",
    "task": "list-checks",
    "capacity": "stack",
}


class FoundPane(QFrame):
    """The findings about a booking that is being made: red stops it, amber is good to know."""

    opened = Signal(int)
    """Emitted when another booking is to be looked at; carries its id."""

    chosen = Signal(Free)
    """Emitted when somebody else was picked instead; carries a `Free`."""

    others_wanted = Signal()
    """Emitted when others who are free are asked for."""

    def __init__(self, *, others: bool = True) -> None:
        """`others` offers whoever is free instead."""
        super().__init__()
        self._with_others = others
        self._findings: tuple[Finding, ...] = ()
        self._others: tuple[Free, ...] = ()
        self._column = vbox(self, gap=8)
        self.hide()

    def show_found(self, found: Warnings) -> None:
        """Show what was found; nothing where there is nothing."""
        self._findings = found.findings
        self._others = ()
        self._build()

    def show_others(self, others: Sequence[Free]) -> None:
        """Show who else is free then."""
        self._others = tuple(others)
        self._build(asked=True)

    def findings(self) -> list[str]:
        """Return what is said, line by line."""
        return [text(one.message) for one in self._findings]

    def others(self) -> list[str]:
        """Return who else is offered."""
        return [pick(one.name, one.name_zh, language()) for one in self._others]

    def _build(self, *, asked: bool = False) -> None:
        clear(self._column)
        for one in self._findings:
            self._column.addWidget(self._line(one))
        if self._with_others and any(one.kind in OTHERS_HELP for one in self._findings):
            self._column.addLayout(self._instead(asked=asked))
        self.setVisible(bool(self._findings))
        self.setAccessibleName(" ".join(self.findings()))
        self.updateGeometry()

    def _line(self, one: Finding) -> QWidget:
        status = "bad" if one.severity == "block" else "warn"
        box = QFrame()
        box.setProperty("box", "note")
        words = vbox(None, label(text(one.message), "body", status, wrap=True), gap=2)
        if one.fix is not None:
            words.addWidget(label(text(one.fix), "small", "text2", wrap=True))
        row = hbox(box, margins=(10, 8, 10, 8), gap=10)
        glyph = Glyph(ICONS.get(one.kind, "warning"), status, 16)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if one.booking_id:
            look = Button(tr("Open"), "link", height=24)
            look.setProperty("booking", one.booking_id)
            look.setAccessibleName(tr("Open the other booking"))
            look.clicked.connect(self._on_open_clicked)
            row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _instead(self, *, asked: bool) -> QHBoxLayout:
        row = hbox(None, gap=6)
        if not asked:
            find = Button(tr("Find somebody else"), icon="user-plus", height=26)
            find.clicked.connect(self.others_wanted)
            row.addWidget(find)
        elif not self._others:
            row.addWidget(label(tr("Nobody else of this craft is free then."), "small", "text3"))
        for place, one in enumerate(self._others[:4]):
            name = pick(one.name, one.name_zh, language())
            button = Button(name, height=26)
            button.setToolTip(one.city)
            button.setAccessibleName(tr("Book {name} instead").format(name=name))
            button.setProperty("place", place)
            button.clicked.connect(self._on_other_clicked)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _on_open_clicked(self) -> None:
        self.opened.emit(int(self.sender().property("booking")))

    def _on_other_clicked(self) -> None:
        self.chosen.emit(self._others[int(self.sender().property("place"))])


OTHERS_HELP = frozenset({"standing", "clash", "hold", "absence", "exclusivity", "consent", "task"})
"""Findings that somebody else would not have."""
