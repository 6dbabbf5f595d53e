"""The inspector of a person or character on the roster."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.domain import talent as rules
from studio.domain.names import both, pick
from studio.services import talent
from studio.services.operation import Command
from studio.services.studio import PersonRow
from studio.services.talent import Talent
from ui.context import Context
from ui.forms.fields import ChoiceField, LongTextField, TextField
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.language import text, tr
from ui.publish.attached import RecordFiles
from ui.publish.history import RecordHistory
from ui.talent.pieces import PieceList
from ui.widgets.chips import OutlineChip
from ui.widgets.files import FileDrop
from ui.widgets.inspector import Inspector, Tab
from ui.widgets.picks import Choice


class TalentPane(Inspector):
    """Shows one person and saves each field as it is left."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    open_requested = Signal(object)
    """Emitted when a piece is to be opened; carries a Ref."""

    verb_chosen = Signal(str)
    """Emitted when something was chosen from the menu: archive or restore."""

    def __init__(self, context: Context, people: Sequence[PersonRow]) -> None:
        super().__init__(width=360)
        self.context = context
        self.talent: Talent | None = None
        self.saver = Saver(context.tasks, _change)
        self.form = self._made_form(people)
        self.saver.follow(self.form)
        self.pieces = PieceList(context.language)
        self.files = RecordFiles(context, "talent")
        self.history = RecordHistory(context, "talent")
        self._build()
        self._connect()

    def _made_form(self, people: Sequence[PersonRow]) -> Form:
        form = Form(compact=True, label_width=96)
        form.add("name", tr("Stage name"), TextField(limit=120))
        form.add("name_zh", tr("Chinese name"), TextField(limit=120))
        form.add("kind", tr("Kind"), ChoiceField(kind_choices()))
        form.add("discipline", tr("Craft"), ChoiceField(discipline_choices(), none=tr("Not said")))
        form.add("city", tr("City"), TextField(limit=80))
        staff = [
            Choice(one.id, pick(one.name, one.name_zh, self.context.language)) for one in people
        ]
        form.add("person_id", tr("On the staff as"), ChoiceField(staff, none=tr("Not on staff")))
        form.add("code", tr("Code"), TextField(limit=16))
        form.add("note", tr("Note"), LongTextField(lines=2))
        return form

    def _build(self) -> None:
        self.set_tabs([Tab("profile", tr("Profile")), Tab("records", tr("Records"))])
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.saver)
        self.section(tab="profile").add(self.form)
        self.section(tr("Pieces"), tab="profile").add(self.pieces)
        self.section(tr("Files"), tab="records").add(self.files)
        self.section(tr("History"), tab="records").add(self.history)

    def _connect(self) -> None:
        drop = FileDrop(self)
        drop.enabled = not self.context.read_only
        drop.dropped.connect(self._on_dropped)
        self.files.refused.connect(self.refused)
        self.files.said.connect(self.said)
        self.more.picked.connect(self._on_verb_picked)
        self.pieces.open_requested.connect(self.open_requested)
        self.saver.refused.connect(self.refused)

    def show_talent(self, one: Talent) -> None:
        """Show somebody as they are in the studio."""
        self.talent = one
        self.saver.show_record(one.id, one.version)
        self.form.set_value({name: getattr(one, name) for name in self.form.names()})
        self.form.row("discipline").set_shown(one.kind == "crew")
        self._show_head(one)
        self.pieces.show_pieces(one.pieces)
        self.files.show_record(one.id)
        self.history.show_record(one.id)
        menu = self.more.entries
        menu.clear()
        if one.archived:
            menu.add(tr("Restore"), data="restore", icon="arrow-counter-clockwise")
        else:
            menu.add(tr("Archive", "verb"), data="archive", icon="archive")

    def _show_head(self, one: Talent) -> None:
        craft = rules.DISCIPLINES.get(one.discipline)
        belongs = tr(", ", "between facts").join(
            part for part in (text(craft) if craft else "", one.city) if part
        )
        self.set_head(one.code, both(one.name, one.name_zh), belongs)
        chips: list[QWidget] = [OutlineChip(text(rules.KINDS[one.kind]))]
        chips += [OutlineChip(tr("Staff and talent"))] if one.person_id else []
        chips += [OutlineChip(tr("Archived"))] if one.archived else []
        self.set_chips(*chips)

    def _on_dropped(self, files: list[Path]) -> None:
        self.set_tab("records")
        self.files.attach(files)

    def _on_verb_picked(self, verb: object) -> None:
        self.verb_chosen.emit(str(verb))


def kind_choices() -> list[Choice]:
    """Return what somebody can be."""
    return [Choice(code, text(words)) for code, words in rules.KINDS.items()]


def discipline_choices() -> list[Choice]:
    """Return what somebody in the crew can do."""
    return [Choice(code, text(words)) for code, words in rules.DISCIPLINES.items()]


def _change(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    given = {
        name: "" if value is None and name == "discipline" else value
        for name, value in values.items()
    }
    return talent.change(key, version=version, values=given)
