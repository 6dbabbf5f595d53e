"""The inspector of a piece: its next step, what it is, when it goes out, files and history."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.domain import deliverables as rules
from studio.domain import platforms
from studio.domain.money import Money
from studio.domain.names import pick
from studio.services import deliverables
from studio.services.deliverables import Piece
from studio.services.operation import Command
from studio.services.studio import PersonRow
from studio.services.talent import TalentRow
from ui.context import Context, Ref
from ui.deliverables import choices, steps
from ui.deliverables.looks import rounds_of, title_of
from ui.deliverables.pictures import Pictures
from ui.deliverables.shown import ShownPicture
from ui.deliverables.steps import StepButton
from ui.forms.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    NumberField,
    TextField,
)
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.language import long_date, text, tr
from ui.publish.attached import RecordFiles
from ui.publish.history import RecordHistory
from ui.publish.outside import open_address
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.chips import Badge, Chip, OutlineChip
from ui.widgets.facts import Facts
from ui.widgets.files import FileDrop
from ui.widgets.inspector import Inspector, Tab

CODES = ("platform", "format")


class PiecePane(Inspector):
    """Shows one piece and saves each field as it is left."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    open_requested = Signal(object)
    """Emitted when a linked record is to be opened; carries a Ref."""

    step_wished = Signal(str)
    """Emitted when the piece is to take a step; carries the state."""

    verb_chosen = Signal(str)
    """Emitted when something was chosen from the menu: double, split, archive, unplan ..."""

    dropped = Signal(int, list)
    """Emitted when files were dropped on the pane; carries the piece's id and their paths."""

    left = Signal()
    """Emitted when Esc goes back to the cards."""

    def __init__(
        self,
        context: Context,
        people: Sequence[PersonRow],
        roster: Sequence[TalentRow],
        pictures: Pictures,
    ) -> None:
        super().__init__(width=360)
        self.context = context
        self.piece: Piece | None = None
        self.saver = Saver(context.tasks, self._change)
        self._format = ChoiceField(none=tr("Not settled"))
        self._quantity = NumberField()
        self.forms = {
            "what": self._what_form(people, roster),
            "when": self._when_form(),
            "out": self._out_form(),
        }
        for form in self.forms.values():
            self.saver.follow(form)
        self._stepped: tuple[int, tuple[str, ...]] = (0, ())
        self._buttons_of_steps: list[StepButton] = []
        self._focus_at = 0
        self.picture = ShownPicture(pictures)
        self._state = Chip()
        self._reason = Banner("warn")
        self._facts = Facts()
        self.files = RecordFiles(context, "deliverable")
        self.history = RecordHistory(context, "deliverable")
        self._build()
        self._connect()

    def _what_form(self, people: Sequence[PersonRow], roster: Sequence[TalentRow]) -> Form:
        language = self.context.language
        form = Form(compact=True, label_width=96)
        form.add("title", tr("Title"), TextField(limit=120))
        form.add("title_zh", tr("Chinese title"), TextField(limit=120))
        form.add(
            "platform",
            tr("Platform"),
            ChoiceField(choices.platforms(language), none=tr("Not settled")),
        )
        form.add("format", tr("Format"), self._format)
        form.add("spec", tr("Specification"), TextField())
        form.add("quantity", tr("Quantity"), self._quantity)
        self._creators = ChoiceField(choices.creators(roster, language), none=tr("Nobody yet"))
        form.add("talent_id", tr("Creator"), self._creators)
        form.add(
            "owner_id",
            tr("Owner", "piece"),
            ChoiceField(choices.people(people, language), none=tr("Nobody yet")),
        )
        form.add("rounds_included", tr("Rounds included"), NumberField())
        return form

    def _when_form(self) -> Form:
        today = self.context.clock.today()
        form = Form(compact=True, label_width=96)
        form.add("due_draft", tr("Draft due"), DateField(today))
        form.add("due_final", tr("Final due"), DateField(today))
        form.add("publish_on", tr("Goes out on"), DateField(today))
        form.add("publish_time", tr("At"), TextField(limit=5, placeholder=tr("hh:mm")))
        return form

    def _out_form(self) -> Form:
        form = Form(compact=True, label_width=96)
        form.add("url", tr("Address"), TextField(limit=500))
        form.add("note", tr("Note"), LongTextField(lines=2))
        return form

    def _build(self) -> None:
        self.set_tabs([Tab("piece", tr("Piece")), Tab("record", tr("Record"))])
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.saver)
            column.insertWidget(1, self._reason)
            column.insertWidget(1, self.picture)
        self.section(tab="piece").add(self.forms["what"])
        self.section(tr("When"), tab="piece").add(self.forms["when"])
        self.section(tr("Out"), tab="piece").add(self.forms["out"])
        self.section(tr("Facts"), tab="record").add(self._facts)
        self.section(tr("Files"), tab="record").add(self.files)
        self.section(tr("History"), tab="record").add(self.history)
        self._link = Button(tr("Open page"), icon="arrow-square-out")
        self._project = Button(tr("Project"), icon="stack")
        self._proposal = Button(tr("Proposal"), icon="presentation-chart")
        self.set_buttons(self._project, self._proposal, self._link)

    def _connect(self) -> None:
        drop = FileDrop(self)
        drop.enabled = not self.context.read_only
        drop.dropped.connect(self._on_dropped)
        self.picture.opened.connect(self._on_picture_opened)
        self.files.refused.connect(self.refused)
        self.files.said.connect(self.said)
        self.forms["what"].committed.connect(self._on_committed)
        self.more.picked.connect(self._on_menu_picked)
        self.saver.refused.connect(self.refused)
        self._link.clicked.connect(self._on_link_clicked)
        self._project.clicked.connect(self._on_project_clicked)
        self._proposal.clicked.connect(self._on_proposal_clicked)

    # -- showing --------------------------------------------------------------------------------

    def show_piece(self, piece: Piece) -> None:
        """Show a piece as it is in the studio."""
        self.piece = piece
        row = piece.row
        self.saver.show_record(piece.id, piece.version)
        self._format.set_choices(choices.formats(row.platform, self.context.language))
        self._creators.set_value(
            row.talent_id, pick(row.talent, row.talent_zh, self.context.language)
        )
        for form in self.forms.values():
            form.set_value({name: self._value(piece, name) for name in form.names()})
            form.set_locked(piece.project_closed or row.archived or self.context.read_only)
        self.picture.show_piece(row)
        self._show_head(piece)
        self._show_facts(piece)
        self._show_steps(piece)
        self.files.show_record(piece.id)
        self.history.show_record(piece.id)

    def _value(self, piece: Piece, name: str) -> Any:
        return getattr(piece.row, name) if hasattr(piece.row, name) else getattr(piece, name)

    def _show_head(self, piece: Piece) -> None:
        row, language = piece.row, self.context.language
        belongs = tr(", ", "between facts").join(
            (pick(row.project, row.project_zh, language), pick(row.client, row.client_zh, language))
        )
        self.set_head(row.number, title_of(row, language), belongs, row.hue)
        self.set_badges(*([Badge(platforms.badge(row.platform))] if row.platform else []))
        self._state.set(row.shown.role, text(row.shown.label))
        chips: list[QWidget] = [self._state]
        if row.late:
            chips.append(OutlineChip(text(rules.STATES.label(row.state))))
        used = rounds_of(row)
        chips += [OutlineChip(used.text)] if used else []
        chips += [OutlineChip(tr("Archived"))] if row.archived else []
        self.set_chips(*chips)
        self._reason.set(text(rules.STATES.label(row.state)), piece.state_reason)
        self._reason.setVisible(bool(piece.state_reason))
        self._link.setVisible(bool(row.url))
        self._proposal.setVisible(piece.proposal_id is not None)

    def _show_facts(self, piece: Piece) -> None:
        self._facts.clear()
        self._facts.add(tr("Project"), piece.project_number)
        if piece.state_since is not None:
            self._facts.add(tr("In this state since"), long_date(piece.state_since))
        if piece.row.published_at is not None:
            self._facts.add(tr("Went out"), long_date(piece.row.published_at.date()))
        price = MoneyField(piece.row.price.currency)
        form = Form(compact=True, label_width=96)
        form.add("price", tr("Price"), price)
        form.set_value({"price": piece.row.price})
        form.set_locked(piece.project_closed or piece.row.archived or self.context.read_only)
        self.saver.follow(form)
        self._facts.add(tr("Contract"), form)

    def _show_steps(self, piece: Piece) -> None:
        steps.fill(self.more.entries, piece)
        shown = () if self.context.read_only else steps.shown(piece)
        if (piece.id, shown) != self._stepped:  # what has the focus keeps it
            self._stepped = (piece.id, shown)
            made = [StepButton(state, primary=not at) for at, state in enumerate(shown)]
            for button in made:
                button.clicked.connect(self._on_step_clicked)
            self.set_foot(*made)
            self._buttons_of_steps = made
        if self._focus_at == piece.id:
            self.focus_step()

    def focus_step(self, piece: int = 0) -> None:
        """Put the focus on the next step of a piece, as soon as it is shown."""
        if piece and (self.piece is None or self.piece.id != piece):
            self._focus_at = piece
            return
        self._focus_at = 0
        if self._buttons_of_steps and self.isVisible():
            self._buttons_of_steps[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- doing ----------------------------------------------------------------------------------

    def _change(self, key: int, version: int, values: Mapping[str, object]) -> Command[int]:
        return deliverables.change(key, version=version, values=_given(values))

    def form_of(self, name: str) -> Form:
        """Return the form that has a field."""
        return next(form for form in self.forms.values() if name in form.names())

    def _on_committed(self, name: str, value: object) -> None:
        if name == "platform":
            self._format.set_choices(choices.formats(str(value or ""), self.context.language))

    def _on_step_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, StepButton):
            self.step_wished.emit(button.state)

    def _on_menu_picked(self, chosen: object) -> None:
        verb, _, state = str(chosen).partition(":")
        if state:
            self.step_wished.emit(state)
        else:
            self.verb_chosen.emit(verb)

    def _on_dropped(self, files: list[Path]) -> None:
        if self.piece is not None:
            self.dropped.emit(self.piece.id, files)

    def _on_picture_opened(self, attachment: int) -> None:
        self.files.list.opened.emit(attachment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the pane, once no field needs it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_link_clicked(self) -> None:
        if self.piece is not None and self.piece.row.url:
            open_address(self.piece.row.url)

    def _on_project_clicked(self) -> None:
        if self.piece is not None:
            self.open_requested.emit(Ref("project", self.piece.row.project_id))

    def _on_proposal_clicked(self) -> None:
        if self.piece is not None and self.piece.proposal_id is not None:
            self.open_requested.emit(Ref("proposal", self.piece.proposal_id))


def _given(values: Mapping[str, object]) -> dict[str, object]:
    """No choice is the empty code; money goes in as minor units."""
    given: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, Money):
            given[name] = value.minor
        elif value is None and name in CODES:
            given[name] = ""
        else:
            given[name] = value
    return given
