"""Ways to begin a proposal: the dialog, and what an empty list offers."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.names import pick, pinyin_initials
from studio.errors import Invalid, StudioError
from studio.services import clients, proposals
from studio.services.briefs import BriefRow
from studio.services.clients import Pick
from studio.services.proposals import templates
from ui.context import Context
from ui.forms.fields import ChoiceField, PickField, TextField
from ui.forms.form import Form
from ui.language import tr
from ui.proposals.words import language_choices
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.dialogs import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.picks import Arrived, Choice


class NewProposalDialog(Dialog):
    """Asks for whom the proposal is and what it begins with: a ready brief or a template."""

    created = Signal(int)
    """Emitted when the proposal was made; carries its id."""

    def __init__(
        self,
        context: Context,
        briefs: Sequence[BriefRow],
        parent: QWidget,
        *,
        template: str = "",
        brief_id: int | None = None,
    ) -> None:
        super().__init__(tr("New proposal"), parent, width=520)
        self._context = context
        self._briefs = briefs
        self.form = self._made_form()
        self.form.row("brief").set_shown(bool(briefs))
        self.add(self.form)
        self.set_primary(tr("Begin"))
        self.form.set_value({"template": template or None, "brief": brief_id})
        self._show_rows()
        self.form.committed.connect(self._on_committed)
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _made_form(self) -> Form:
        language = self._context.language
        form = Form(framed=True, label_width=112)
        ready = [
            Choice(row.id, pick(row.title, row.title_zh, language), fact=row.number)
            for row in self._briefs
        ]
        form.add("brief", tr("Brief"), ChoiceField(ready, none=tr("Without a brief")))
        form.add("client_id", tr("Client"), PickField(self._find_clients), required=True)
        form.add("title", tr("Title"), TextField(), required=True)
        begins = [
            Choice(one.key, pick(one.name, one.name_zh, language),
                   fact=pick(one.hint, one.hint_zh, language))
            for one in templates()
        ]  # fmt: skip
        form.add("template", tr("Begin with"), ChoiceField(begins, none=tr("An empty proposal")))
        same = tr("As the client's documents")
        form.add("language", tr("Language"), ChoiceField(language_choices(), none=same))
        return form

    def _find_clients(self, typed: str, arrived: Arrived) -> None:
        self._context.tasks.ask(
            clients.picks(typed), owner=self, then=_Clients(self, arrived), slot="clients"
        )

    def choice_of(self, client: Pick) -> Choice:
        """Return a client as a choice."""
        language = self._context.language
        name = pick(client.name, client.name_zh, language)
        return Choice(client.id, name, fact=client.code, initials=pinyin_initials(name))

    def _on_committed(self, name: str, value: object) -> None:
        if name == "brief":
            self._show_rows()
        if name == "template" and value and not self.form.value()["title"]:
            self._propose_title(str(value))

    def _propose_title(self, key: str) -> None:
        chosen = proposals.template(key)
        if chosen is not None:
            title = pick(chosen.title, chosen.title_zh, self._context.language)
            self.form.set_value({"title": title})

    def _show_rows(self) -> None:
        """A brief names client, title and language itself."""
        free = self.form.field("brief").value() is None
        for name in ("client_id", "title", "language"):
            self.form.row(name).set_shown(free)
        self._fit_dialog()

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        values: dict[str, Any] = self.form.value()
        template = values["template"] or ""
        if values["brief"]:
            command = proposals.create_from_brief(values["brief"], template_key=template)
        else:
            given = {name: values[name] for name in ("client_id", "title", "language")}
            kept = {name: value for name, value in given.items() if value}
            command = proposals.create(kept, template_key=template)
        self.set_busy(True)
        self._context.tasks.run(command, owner=self, then=self._on_made, failed=self._on_refused)

    def _on_made(self, key: int) -> None:
        self.created.emit(key)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


class _Clients:
    """Hands found clients on as choices."""

    def __init__(self, dialog: NewProposalDialog, arrived: Arrived) -> None:
        self._dialog = dialog
        self._arrived = arrived

    def __call__(self, found: list[Pick]) -> None:
        """Hand them on."""
        self._arrived([self._dialog.choice_of(one) for one in found])


class Beginning(EmptyState):
    """What stands where there is no proposal yet: the ready brief, or the templates."""

    brief_wished = Signal(int)
    """Emitted when a brief is to be answered; carries its id."""

    template_wished = Signal(str)
    """Emitted when a template is to begin with; carries its key, empty for none."""

    def __init__(self, briefs: Sequence[BriefRow], language: str) -> None:
        self._brief = next(iter(briefs), None)
        self._templates = MenuButton(tr("Templates"))
        buttons: list[QWidget] = [self._templates]
        if self._brief is not None:
            number = self._brief.number
            start = Button(tr("Start from {number}").format(number=number), "primary")
            start.clicked.connect(self._on_brief_clicked)
            buttons.insert(0, start)
            title = pick(self._brief.title, self._brief.title_zh, language)
            sentence = tr(
                "Brief {number}, {title}, is ready. Start from it, or pick a template."
            ).format(number=number, title=title)
        else:
            sentence = tr("Pick a template: campaign, retainer or live session.")
        super().__init__("proposals", tr("Turn a ready brief into a proposal"), sentence, *buttons)
        for one in templates():
            name = pick(one.name, one.name_zh, language)
            self._templates.add(name, icon="file-text", data=one.key)
        self._templates.add(tr("An empty proposal"), icon="file", data="-")
        self._templates.picked.connect(self._on_template_picked)

    def _on_brief_clicked(self) -> None:
        if self._brief is not None:
            self.brief_wished.emit(self._brief.id)

    def _on_template_picked(self, key: object) -> None:
        self.template_wished.emit("" if key == "-" else str(key))
