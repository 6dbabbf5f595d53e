"""The sheet of keys: what the keyboard does, here and everywhere."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.language import tr
from ui.page import Page
from ui.shell.actions import window_actions
from ui.shell.areas import AREAS
from ui.widgets.boxes import scrolled
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import key_cap, label, section_head


def shown_keys(shortcut: str) -> str:
    """Return a shortcut as people read it: "Ctrl Shift Z"."""
    return shortcut.replace("+", " ")


class KeysSheet(Dialog):
    """Lists every key of the window and of the page in front."""

    def __init__(self, parent: QWidget, page: Page | None) -> None:
        super().__init__(tr("Keys"), parent, width=560)
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        row = 0
        if page is not None:
            here = [(a.shortcut, a.text) for a in page.actions_now() if a.shortcut]
            row = self._add(grid, row, tr("On this page"), here)
        everywhere = [
            (keys, entry.text) for entry in window_actions() for keys in entry.shortcuts[:1]
        ]
        row = self._add(grid, row, tr("Everywhere"), everywhere)
        row = self._add(grid, row, tr("Go to"), [(a.key, a.title()) for a in AREAS if a.key])
        self._add(
            grid,
            row,
            tr("In lists and fields"),
            [
                ("F2", tr("Edit")),
                ("Enter", tr("Open the record, or commit the field and go down")),
                ("Tab", tr("Commit the field and go right")),
                ("Esc", tr("Restore the field, then close the inspector")),
                ("Ctrl+C", tr("Copy the picked rows as a table")),
            ],
        )
        area = scrolled(sheet)
        area.setMinimumHeight(440)
        self.add(area)
        self.set_primary(tr("Close"))
        self.set_cancel(tr("Close")).hide()  # one button is enough; Esc closes too
        self.confirmed.connect(self.accept)

    def _add(self, grid: QGridLayout, row: int, title: str, keys: list[tuple[str, str]]) -> int:
        if not keys:
            return row
        grid.addWidget(section_head(title), row, 0, 1, 2)
        for shortcut, words in keys:
            row += 1
            cap = key_cap(shown_keys(shortcut))
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(words), row, 1)
        grid.setColumnStretch(1, 1)
        return row + 1
