"""The page of settings: sections at the left, the chosen one at the right."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Action, Context
from ui.language import text, tr
from ui.page import Page
from ui.settings.accounts import AccountsPanel
from ui.settings.calendars import CalendarsPanel
from ui.settings.companies import CompaniesPanel
from ui.settings.data import DataPanel
from ui.settings.documents import DocumentsPanel
from ui.settings.machine import MachinePanel
from ui.settings.numbering import NumberingPanel
from ui.settings.observances import ObservancesPanel
from ui.settings.panel import Panel
from ui.settings.people import PeoplePanel
from ui.settings.profile import StudioPanel
from ui.settings.rulesets import RuleSetsPanel
from ui.settings.sections import SectionList
from ui.settings.taxes import TaxesPanel
from ui.widgets.boxes import frame, hbox, scrolled, vbox
from ui.widgets.header import PageHeader

PANELS: dict[str, Callable[[Context], Panel]] = {
    "studio": StudioPanel,
    "companies": CompaniesPanel,
    "people": PeoplePanel,
    "calendars": CalendarsPanel,
    "observances": ObservancesPanel,
    "numbering": NumberingPanel,
    "taxes": TaxesPanel,
    "accounts": AccountsPanel,
    "documents": DocumentsPanel,
    "rules": RuleSetsPanel,
    "machine": MachinePanel,
    "data": DataPanel,
}


class SettingsPage(Page):
    """Settings."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._panels: dict[str, Panel] = {}
        self._areas: dict[str, QWidget] = {}
        self.header = PageHeader(tr("Settings"))
        self.sections = SectionList(_groups())
        self._stack = QStackedWidget()
        ground = frame("surface")
        vbox(ground, self._stack)
        body = QWidget()
        row = hbox(body, self.sections, ground, gap=0)
        row.setStretch(1, 1)
        line = frame(edge="top")
        vbox(line, body)
        column = vbox(self, self.header, line)
        column.setStretch(1, 1)
        self.sections.chosen.connect(self.show_section)
        self.show_section("studio")

    def begin(self, act: str) -> None:
        """Show the section that a Ref asks for."""
        self.show_section(act)

    def show_section(self, key: str) -> None:
        """Show one section; it is built when first shown."""
        if key not in PANELS:
            return
        panel = self._panels.get(key) or self._made(key)
        self.sections.set_current(key)
        self._stack.setCurrentWidget(self._areas[key])
        panel.load()

    def panel(self) -> Panel:
        """Return the panel that is shown."""
        return self._panels[self.sections.current()]

    def _made(self, key: str) -> Panel:
        panel = PANELS[key](self.context)
        panel.said.connect(self._on_said)
        panel.refused.connect(self._on_refused)
        panel.act_requested.connect(self.act_requested)
        area = scrolled(panel)
        self._panels[key] = panel
        self._areas[key] = area
        self._stack.addWidget(area)
        return panel

    def _on_said(self, words: str, undo: bool) -> None:
        self.say(words, undo=undo)

    def _on_refused(self, error: Any) -> None:
        fields = getattr(error, "fields", None)
        message = next(iter(fields.values())) if fields else error.message
        self.say(text(message), undo=False)

    # -- what the shell asks --------------------------------------------------------------------

    def focus_main(self) -> None:
        """Put the focus on the list of sections."""
        self.sections.focus_current()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        self.panel().next_open_field(backwards=backwards)

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        return [self.sections, self.panel()]

    def actions_now(self) -> list[Action]:
        """Return the sections, for the palette."""
        return [
            Action(f"settings.{key}", tr("Settings: {section}").format(section=words), run.run)
            for _title, rows in _groups()
            for key, words, _icon in rows
            for run in (_Show(self, key),)
        ]

    def refresh(self, changes: Any) -> None:
        """Bring the shown section up to date after a commit."""
        self.panel().refresh(changes)

    def state(self) -> dict[str, Any]:
        """Return which section is shown."""
        return {"section": self.sections.current()}

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same section."""
        self.show_section(str(state.get("section", "studio")))


class _Show:
    """Shows one section."""

    def __init__(self, page: SettingsPage, key: str) -> None:
        self._page, self._key = page, key

    def run(self) -> None:
        """Show it."""
        self._page.show_section(self._key)


def _groups() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the sections: key, words, icon."""
    return [
        (
            tr("Studio"),
            [
                ("studio", tr("Studio"), "house-line"),
                ("companies", tr("Companies"), "buildings"),
                ("people", tr("People"), "users"),
                ("calendars", tr("Working hours"), "calendar-blank"),
                ("observances", tr("Festivals and events"), "flag"),
                ("numbering", tr("Numbering"), "hash"),
                ("taxes", tr("Taxes"), "percent"),
                ("accounts", tr("Bank accounts"), "bank"),
                ("documents", tr("Documents"), "file-text"),
                ("rules", tr("Rule sets"), "scales"),
            ],
        ),
        (
            tr("This machine"),
            [
                ("machine", tr("Look and language"), "paint-brush"),
                ("data", tr("Data and backups"), "hard-drives"),
            ],
        ),
    ]
