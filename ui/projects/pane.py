"""The inspector of a project in the list: next step, where it stands, money, history."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.domain.names import pick
from studio.services import projects
from studio.services.operation import Command
from studio.services.projects import Project
from ui.context import Context, Ref
from ui.forms.saver import Saver
from ui.language import money, short_date, text, tr, weekday_date
from ui.projects import forms, words
from ui.projects.moves import fill_menu
from ui.publish.history import RecordHistory
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip, OutlineChip
from ui.widgets.facts import Facts
from ui.widgets.inspector import Inspector


class ProjectPane(Inspector):
    """Shows one project beside the list."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    open_requested = Signal(object)
    """Emitted when a linked record is to be opened; carries a Ref."""

    verb_chosen = Signal(str)
    """Emitted when something was chosen: "open", "archive", "restore" or "move:STATE"."""

    def __init__(self, context: Context) -> None:
        super().__init__(width=360)
        self.context = context
        self.project: Project | None = None
        self.saver = Saver(context.tasks, change_of)
        self._state = Chip()
        self._settled = Chip()
        self._reason = Banner("warn")
        self.next = forms.next_form(context.clock.today(), context.language)
        self.saver.follow(self.next)
        self._facts = Facts(label_width=96)
        self._money = Facts(label_width=96)
        self.history = RecordHistory(context, "project")
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.saver)
            column.insertWidget(1, self._reason)
        open_button = Button(tr("Open", "verb"), icon="arrow-square-out")
        open_button.clicked.connect(self._on_open_clicked)
        self._client = Button(tr("Client"), icon="buildings")
        self._client.clicked.connect(self._on_client_clicked)
        self.set_buttons(open_button, self._client)
        self.section(tr("Next step")).add(self.next)
        self.section(tr("Where it stands")).add(self._facts)
        self.section(tr("Money")).add(self._money)
        self.section(tr("History")).add(self.history)
        self.more.picked.connect(self._on_verb_picked)
        self.saver.refused.connect(self.refused)

    def show_project(self, project: Project) -> None:
        """Show a project as it is in the studio."""
        self.project = project
        language = self.context.language
        self.saver.show_record(project.id, project.version)
        self.next.set_value({name: getattr(project, name) for name in self.next.names()})
        self.next.set_locked(self.context.read_only or project.state == "closed")
        name = pick(project.name, project.name_zh, language)
        self.set_head(
            project.number, name, pick(project.client, project.client_zh, language), project.hue
        )
        self._state.set(project.shown.role, text(project.shown.label))
        settled = words.settlement_chip(project.settled, project.paid)
        self._settled.set(settled.status, settled.words)
        chips: list[QWidget] = [self._state, self._settled]
        chips += [OutlineChip(tr("Archived"))] if project.archived else []
        self.set_chips(*chips)
        show_reason(self._reason, project)
        self._show_facts(project)
        self._show_money(project)
        fill_menu(self.more.entries, project, read_only=self.context.read_only)
        self.history.show_record(project.id)

    def _show_facts(self, project: Project) -> None:
        language = self.context.language
        self._facts.clear()
        pieces = tr("{out} of {n} out").format(out=project.pieces_out, n=project.pieces)
        shown = {
            tr("Kind"): words.kind(project.kind),
            tr("Pieces"): pieces if project.pieces else tr("None yet"),
            tr("Lead"): pick(project.lead, project.lead_zh, language),
            tr("Contact"): pick(project.contact, project.contact_zh, language),
            tr("Goes out"): window(project),
        }
        for name, value in shown.items():
            if value:
                self._facts.add(name, value)

    def _show_money(self, project: Project) -> None:
        self._money.clear()
        panel = project.money
        if panel is None:
            return
        self._money.add(tr("Contract net"), money(panel.net))
        self._money.add(tr("Paid"), money(panel.own.paid))
        self._money.add(tr("Open", "money"), money(panel.own.open))
        if panel.budget:
            spent = tr("{spent} of {budget}").format(
                spent=money(panel.spent), budget=money(panel.budget)
            )
            self._money.add(tr("Spent"), spent)

    def _on_open_clicked(self) -> None:
        self.verb_chosen.emit("open")

    def _on_client_clicked(self) -> None:
        if self.project is not None:
            self.open_requested.emit(Ref("client", self.project.client_id))

    def _on_verb_picked(self, verb: object) -> None:
        self.verb_chosen.emit(str(verb))


def window(project: Project) -> str:
    """Return when a project's pieces go out."""
    first, last = project.publish_from, project.publish_to
    if first and last and first != last:
        return tr("{first} to {last}").format(first=short_date(first), last=short_date(last))
    day = first or last
    return weekday_date(day) if day else ""


def show_reason(banner: Banner, project: Project) -> None:
    """Show why a project rests, or nothing."""
    banner.set(text(project.shown.label), project.state_reason)
    banner.setVisible(bool(project.state_reason))


def change_of(key: int, version: int, values: Mapping[str, Any]) -> Command[int]:
    """Return the command that saves fields of a project."""
    return projects.change(key, version=version, values=forms.given(values))
