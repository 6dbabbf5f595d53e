"""The page of talent: the roster, when everybody is free, and who is in incubation."""

from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.services import factsheets
from studio.services.factsheets import Sheet
from studio.services.operation import Query
from ui.context import Action, Context
from ui.language import tr
from ui.page import Page
from ui.publish.sheet import SheetDialog
from ui.talent.pane import TalentPane
from ui.talent.protection import ProtectionDialog
from ui.talent.roster import RosterView
from ui.widgets.boxes import vbox
from ui.widgets.buttons import Button, MenuButton, Segment, Segments
from ui.widgets.header import PageHeader

VIEWS = {
    "availability": ("ui.talent.availability.view", "AvailabilityView"),
    "incubation": ("ui.talent.incubation.view", "IncubationView"),
}
"""Built when first opened."""


class TalentPage(Page):
    """Talent."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._views: dict[str, Any] = {}
        self._kept: dict[str, dict[str, Any]] = {}
        self._keys: list[int] = []
        self._sheet: SheetDialog | None = None
        self._protection: ProtectionDialog | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header = PageHeader(tr("Talent"))
        self.view = Segments(
            [
                Segment("roster", tr("Roster")),
                Segment("availability", tr("Availability")),
                Segment("incubation", tr("Incubation")),
            ],
            name=tr("View"),
        )
        self.new_button = Button(tr("New"), "primary", "plus")
        self.new_button.setAccessibleName(tr("New on the roster"))
        self.new_button.setEnabled(not self.context.read_only)
        self.bring = MenuButton("", "dots-three", kind="bare", caret=False)
        self.bring.setAccessibleName(tr("More for the roster"))
        self.roster = RosterView(self.context)
        self.header.add(self.roster.list.views, self.view, self.bring, self.new_button)
        self._fill_menu()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.roster)
        self._views["roster"] = self.roster
        column = vbox(self, self.header, self._stack)
        column.setStretchFactor(self._stack, 1)

    def _fill_menu(self) -> None:
        menu = self.bring.entries
        menu.clear()
        if not self.context.read_only:
            menu.add(tr("Import people …"), data="people", icon="upload-simple")
            menu.add(tr("Import followers …"), data="readings", icon="chart-line-up")
            menu.add(tr("Find duplicates …"), data="duplicates", icon="users")
            menu.add(tr("Tiers …"), data="tiers", icon="stack")
        menu.add(tr("Data protection …"), data="protection", icon="shield-check")
        menu.add(tr("Roster PDF …"), data="paper", icon="file-pdf")
        menu.add(tr("Export the list …"), data="export", icon="download-simple")
        archived = tr("Show the roster") if self.roster.archived else tr("Show the archived")
        menu.add(archived, data="archived", icon="archive")

    def _connect(self) -> None:
        self.bring.picked.connect(self._on_menu_picked)
        self.new_button.clicked.connect(self.new_record)
        self.roster.counted.connect(self._on_counted)
        self.roster.facts_changed.connect(self.facts_changed)
        self.roster.open_requested.connect(self.open_requested)
        self.roster.said.connect(self.said)
        self.view.chosen.connect(self.show_view)
        self.header.set_fact(self.roster.fact)

    def _on_counted(self, fact: str) -> None:
        self.header.set_fact(fact)
        self._fill_menu()

    # -- views ----------------------------------------------------------------------------------

    def show_view(self, key: str) -> None:
        """Turn to another view; it is built the first time."""
        if key not in self._views:
            self._views[key] = self._made(key)
        self.view.set_current(key)
        self._stack.setCurrentWidget(self._views[key])
        self.roster.list.views.setVisible(key == "roster")
        scouts = key == "incubation"
        self.new_button.set_words(tr("Scout") if scouts else tr("New"))
        self.new_button.setAccessibleName(
            tr("Scout somebody") if scouts else tr("New on the roster")
        )
        self.facts_changed.emit()

    def _made(self, key: str) -> Any:
        module, name = VIEWS[key]
        made = getattr(import_module(module), name)(self.context)
        for signal, slot in (
            ("open_requested", self.open_requested),
            ("said", self.said),
            ("facts_changed", self.facts_changed),
            ("refused", self.roster.on_refused),
        ):
            if hasattr(made, signal):
                getattr(made, signal).connect(slot)
        if key in self._kept and hasattr(made, "restore"):
            made.restore(self._kept[key])
        self._stack.addWidget(made)
        return made

    def current_view(self) -> Any:
        """Return the view in sight."""
        return self._views[self.view.current()]

    def _on_menu_picked(self, what: object) -> None:
        self.show_view("roster")
        match what:
            case "people":
                self.roster.import_people()
            case "readings":
                self.roster.import_readings()
            case "duplicates":
                self.roster.merge()
            case "tiers":
                self.roster.choose_tiers()
            case "protection":
                self.show_protection()
            case "export":
                self.export_record()
            case "paper":
                self.print_record()
            case _:
                self.roster.show_archived(not self.roster.archived)

    def show_protection(self) -> None:
        """Show what data protection asks of everybody on the roster."""
        dialog = ProtectionDialog(self.context, self.window())
        dialog.person_wished.connect(self.show_record)
        dialog.said.connect(self.said)
        self._protection = dialog
        dialog.open()

    # -- what the shell asks --------------------------------------------------------------------

    @property
    def table(self) -> Any:
        """The table of the roster."""
        return self.roster.table

    @property
    def waiting(self) -> Any:
        """Where the roster or its empty state stands."""
        return self.roster.waiting

    def pane(self) -> TalentPane | None:
        """Return the roster's inspector, once there was somebody to show."""
        return self.roster.pane()

    def print_record(self) -> None:
        """Show the roster on paper: the picked ones, else everybody on it."""
        picked = self.roster.table.picked_ids()
        self._keys = picked if len(picked) > 1 else []
        self._sheet = SheetDialog(self.context, tr("Roster"), "roster", self._paper, self)
        self._sheet.open()

    def _paper(self, language: str) -> Query[Sheet]:
        return factsheets.roster(self._keys, language)

    def show_record(self, record_id: int) -> None:
        """Show one person on the roster."""
        self.show_view("roster")
        self.roster.show_record(record_id)

    def begin(self, act: str) -> None:
        """Begin what a Ref asks for: import, readings, duplicates, availability, incubation."""
        if act in VIEWS:
            self.show_view(act)
        elif act in ("import", "readings", "duplicates"):
            names = {"import": "people", "readings": "readings", "duplicates": "duplicates"}
            self._on_menu_picked(names[act])
        else:
            super().begin(act)

    def new_record(self) -> None:
        """Begin something new in the view in sight; on the roster, a person."""
        view = self.current_view()
        if hasattr(view, "new_record"):
            view.new_record()
        else:
            self.show_view("roster")
            self.roster.new_record()

    def focus_main(self) -> None:
        """Put the focus on the list, grid or board."""
        self.current_view().focus_main()

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        view = self.current_view()
        if hasattr(view, "focus_filter"):
            view.focus_filter()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        self.roster.next_open_field(backwards=backwards)

    def export_record(self) -> None:
        """Save the list as a file for spreadsheets."""
        view = self.current_view()
        if view is not self.roster and hasattr(view, "export_record"):
            view.export_record()
            return
        self.roster.export.ask(self)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        view = self.current_view()
        if hasattr(view, "toggle_inspector"):
            view.toggle_inspector()

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        view = self.current_view()
        return [self.header, *(view.regions() if hasattr(view, "regions") else [view])]

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        found: list[Action] = list(self.current_view().actions_now())
        views = (
            ("roster", tr("Show the roster")),
            ("availability", tr("Show who is free when")),
            ("incubation", tr("Show who is in incubation")),
        )
        shows = {
            "roster": self._show_roster,
            "availability": self._show_availability,
            "incubation": self._show_incubation,
        }
        found += [Action(f"talent.view.{key}", words, shows[key]) for key, words in views]
        return found

    def _show_roster(self) -> None:
        self.show_view("roster")

    def _show_availability(self) -> None:
        self.show_view("availability")

    def _show_incubation(self) -> None:
        self.show_view("incubation")

    def refresh(self, changes: Any) -> None:
        """Bring every view that was opened up to date after a commit."""
        for view in self._views.values():
            view.refresh(changes)

    def state(self) -> dict[str, Any]:
        """Return the view in sight and what each shows."""
        views = {key: view.state() for key, view in self._views.items() if hasattr(view, "state")}
        return {**views.pop("roster"), "view": self.view.current(), "views": views}

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self._kept = dict(state.get("views", {}))
        self.roster.restore(state)
        if state.get("view") in VIEWS:
            self.show_view(state["view"])
