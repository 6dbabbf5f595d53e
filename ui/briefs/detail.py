"""One brief below the board: head with what is open, the client's words, the fields."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from studio.domain import briefs as rules
from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import briefs, proposals
from studio.services.briefs import Brief, Item, Mark, Pickers, Said
from ui.briefs.client_words import ClientWords
from ui.briefs.dialogs import OriginDialog, QuestionDialog, ReasonDialog
from ui.briefs.form import BriefForm, saving, title_values
from ui.briefs.head import BriefHead, question_count
from ui.context import Context, Ref
from ui.forms.dialog import FormDialog
from ui.forms.saver import Saver
from ui.language import language, text, tr, trn
from ui.tasks import Order
from ui.widgets.banner import Banner
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.files import FileDrop


class BriefDetail(QWidget):
    """Everything about one brief; each committed field is one command."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    shown = Signal(object)
    """Emitted when another state of the brief is shown; carries it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.brief: Brief | None = None
        self._dialog: FormDialog | None = None
        self._then: Callable[[], object] | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.head = BriefHead()
        self.saver = Saver(self._context.tasks, self._change)
        self.locked = Banner("locked")
        self.reopen_button = self.locked.add_button(tr("Reopen", "verb"))
        self.locked.hide()
        self.words = ClientWords(self._context)
        self.fields = BriefForm(self._context)
        body = frame("surface")
        row = hbox(body, self.words, self.fields, gap=0)
        row.setStretch(1, 1)
        column = vbox(self, self.head, self.saver, self.locked, body)
        column.setStretchFactor(body, 1)
        self._drop = FileDrop(self, tr("Drop to attach to this brief"))
        self._drop.enabled = not self._context.read_only

    def _connect(self) -> None:
        self._drop.dropped.connect(self._on_dropped)
        self.fields.form.locked_touched.connect(self._on_locked_touched)
        self.fields.items.add_wished.connect(self._on_item_wished)
        self.fields.items.changed.connect(self._on_item_changed)
        self.fields.items.remove_wished.connect(self._on_item_removed)
        self.head.act_button.clicked.connect(self.act)
        self.head.copy_button.clicked.connect(self.copy_questions)
        self.head.missing.clicked.connect(self._on_missing_clicked)
        self.head.more.picked.connect(self._on_more_picked)
        self.head.title.committed.connect(self._on_title_committed)
        self.head.unclear.clicked.connect(self._on_unclear_clicked)
        self.reopen_button.clicked.connect(self._on_reopen_clicked)
        self.saver.follow(self.fields.form)
        self.saver.follow(self.words.summary)
        self.saver.refused.connect(self._on_refused)
        self.words.add_wished.connect(self._on_message_kept)
        self.words.describe_wished.connect(self._on_describe_wished)
        self.words.field_wished.connect(self.focus_point)
        self.words.files.refused.connect(self._on_refused)
        self.words.files.said.connect(self.said)
        self.words.mark_wished.connect(self._on_mark_wished)
        self.words.open_requested.connect(self.open_requested)
        self.words.place_wished.connect(self._on_place_wished)
        self.words.remove_wished.connect(self._on_remove_wished)
        self.words.verb_wished.connect(self._on_mark_verb)

    # -- showing --------------------------------------------------------------------------------

    def ask(self, brief_id: int) -> None:
        """Read a brief and show it."""
        self._context.tasks.ask(
            briefs.one(brief_id), owner=self, then=self.show_brief, failed=self._on_gone, slot="one"
        )

    def _on_gone(self, _error: StudioError) -> None:
        self.brief = None
        self.shown.emit(None)

    def show_brief(self, brief: Brief) -> None:
        """Show a brief as it is now."""
        before, self.brief = self.brief, brief
        if before is None or before.row.client_id != brief.row.client_id:
            self._ask_pickers(brief.row.client_id)
        self.saver.show_record(brief.id, brief.version)
        self.head.show_brief(brief, read_only=self._context.read_only)
        self._show_lock(brief)
        self.words.show_brief(brief)
        self.fields.show_brief(brief)
        self.words.summary.set_locked(self._context.read_only)
        self.shown.emit(brief)

    def _ask_pickers(self, client_id: int | None) -> None:
        self._context.tasks.ask(
            briefs.pickers(client_id), owner=self, then=self._on_pickers, slot="pickers"
        )

    def _on_pickers(self, found: Pickers) -> None:
        self.fields.show_pickers(found)

    def _show_lock(self, brief: Brief) -> None:
        self.locked.setVisible(brief.locked is not None)
        if brief.locked is not None:
            state = tr("{state}.").format(state=text(brief.row.state.label))
            self.locked.set(state, text(brief.locked))
        self.reopen_button.setVisible("clarifying" in brief.moves and brief.locked is not None)

    # -- fields ---------------------------------------------------------------------------------

    def _change(self, brief_id: int, version: int, values: Any) -> Order[int]:
        return saving(brief_id, version, values)

    def _on_title_committed(self) -> None:
        if self.brief is not None:
            values = title_values(self.brief, self.head.title.value())
            order = briefs.change(self.brief.id, version=self.saver.version, values=values)
            self._context.tasks.run(
                order, owner=self, then=self._on_title_saved, failed=self._on_title_refused
            )

    def _on_title_saved(self, version: int) -> None:
        self.saver.took(version)
        self.head.fit_title()

    def _on_title_refused(self, error: StudioError) -> None:
        words = text(error.message)
        self.head.title.refuse(words, pick_title(self.brief))
        self.said.emit(words, False)

    def focus_point(self, point: str) -> None:
        """Put the focus into the field of a point."""
        self.fields.focus_point(point)

    def _on_missing_clicked(self) -> None:
        self._focus_first("missing")

    def _on_unclear_clicked(self) -> None:
        self._focus_first("unclear")

    def _focus_first(self, kind: str) -> None:
        points = self.brief.points if self.brief else ()
        for point in points:
            if point.kind == kind and self.fields.focus_point(point.field):
                return

    def next_open_field(self, *, backwards: bool = False) -> bool:
        """Go to the next missing, unclear or wrong field."""
        return self.fields.form.focus_next_open(backwards=backwards)

    def settle(self) -> None:
        """Take what is half typed in the field with the focus."""
        focused = QApplication.focusWidget()
        taking = getattr(focused, "settle", None)
        if callable(taking):
            taking()

    def _on_locked_touched(self) -> None:
        self.locked.setFocus()
        if self.brief is not None and self.brief.locked is not None:
            self.said.emit(text(self.brief.locked), False)

    # -- pieces ---------------------------------------------------------------------------------

    def _on_item_wished(self, platform: str) -> None:
        if self.brief is not None:
            self.run(briefs.add_item(self.brief.id, values={"platform": platform}), quiet=True)

    def _on_item_changed(self, item: Any, name: str, value: Any) -> None:
        self._item = (item, name)
        order = briefs.change_item(item.id, version=item.version, values={name: value})
        self._context.tasks.run(order, owner=self, failed=self._on_item_refused)

    def _on_item_refused(self, error: StudioError) -> None:
        item, name = self._item
        self.fields.refuse_item(item, name, text(error.message))
        self.said.emit(text(error.message), False)

    def _on_item_removed(self, item: Any) -> None:
        known: Item = item
        self.run(briefs.remove_item(known.id, version=known.version))

    # -- the client's words ---------------------------------------------------------------------

    def _on_message_kept(self, words: str, channel: str, author: str) -> None:
        if self.brief is None:
            return
        order = briefs.add_message(self.brief.id, words, channel=channel, author=author)
        self._context.tasks.run_outcome(
            order, owner=self, then=self._on_message_done, failed=self._on_message_refused
        )

    def _on_message_done(self, outcome: Any) -> None:
        self.words.message_kept()
        self.said.emit(text(outcome.label), True)

    def _on_message_refused(self, error: StudioError) -> None:
        self.words.composer.refuse(text(error.message))

    def _on_describe_wished(self, said: Any) -> None:
        known: Said = said
        self._open(OriginDialog(self._context, known, self.window()))

    def _on_remove_wished(self, said: Any) -> None:
        known: Said = said
        self.run(briefs.remove_message(known.id, version=known.version))

    def _on_place_wished(self, message: int, start: int, length: int, field: str) -> None:
        if self.brief is None:
            return
        self._wanted = field
        order = briefs.place(
            self.brief.id,
            version=self.saver.version,
            message_id=message,
            start=start,
            length=length,
            field=field,
        )
        self._context.tasks.run_outcome(
            order, owner=self, then=self._on_placed, failed=self._on_place_refused
        )

    def _on_placed(self, outcome: Any) -> None:
        self.saver.took(int(outcome.value))
        self.said.emit(text(outcome.label), True)

    def _on_place_refused(self, error: StudioError) -> None:
        """Show at the field why the words could not be understood, so that it can be typed."""
        name = self.fields.field_of(self._wanted)
        if isinstance(error, Invalid) and name:
            self.fields.form.show_errors({name: error.message})
            self.fields.form.focus_field(name)
        else:
            self._on_refused(error)

    def _on_mark_wished(self, message: int, start: int, length: int, field: str, kind: str) -> None:
        if self.brief is not None:
            order = briefs.mark(
                self.brief.id,
                field=field,
                kind=kind,
                message_id=message,
                start=start,
                length=length,
            )
            self.run(order, quiet=True)

    def _on_mark_verb(self, verb: str, mark: Any) -> None:
        known: Mark = mark
        if verb == "settle" and self.brief is not None:
            self.run(briefs.settle(self.brief.id, field=known.field))
        elif verb == "unmark":
            self.run(briefs.unmark(known.id, version=known.version))
        elif verb == "question":
            self._open(
                QuestionDialog(self._context, known, self._marked_words(known), self.window())
            )

    def _marked_words(self, mark: Mark) -> str:
        for words in self.words.messages():
            if words.said.id == mark.message_id:
                return words.words_of(mark)
        return ""

    def _on_dropped(self, files: list[Path]) -> None:
        self.words.attach(files)

    # -- acts -----------------------------------------------------------------------------------

    def act(self) -> None:
        """Do the one next thing: mark ready, write the proposal, open it."""
        brief = self.brief
        if brief is None or self._context.read_only:
            return
        self.settle()
        if brief.row.column in ("new", "clarifying"):
            self.move_to("ready")
        elif brief.row.column == "ready":
            self._context.tasks.run_outcome(
                proposals.create_from_brief(brief.id),
                owner=self,
                then=self._on_proposal_made,
                failed=self._on_refused,
            )
        else:
            self._open_linked("proposal")

    def _on_proposal_made(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)
        self.open_requested.emit(Ref("proposal", int(outcome.value)))

    def _open_linked(self, noun: str) -> None:
        for link in reversed(self.brief.linked if self.brief else ()):
            if link.noun == noun:
                self.open_requested.emit(Ref(noun, link.id))
                return

    def copy_questions(self) -> None:
        """Put the open questions on the clipboard, as a message in the client's language."""
        if self.brief is not None:
            self._context.tasks.ask(
                briefs.questions(self.brief.id), owner=self, then=self._on_questions
            )

    def _on_questions(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        count = question_count(self.brief)
        told = trn("{n} question copied", "{n} questions copied", count)
        brief = self.brief
        if brief is not None and brief.row.state.code == "received" and not self._context.read_only:
            self._told = told
            order = briefs.move(brief.id, version=self.saver.version, to="clarifying")
            self._context.tasks.run(
                order, owner=self, then=self._on_clarifying, failed=self._on_not_clarifying
            )
            return
        self.said.emit(told, False)

    def _on_clarifying(self, version: int) -> None:
        self.saver.took(version)
        both = tr("{told}; the brief is being clarified")
        self.said.emit(both.format(told=self._told), True)

    def _on_not_clarifying(self, _error: StudioError) -> None:
        """The questions are copied all the same."""
        self.said.emit(self._told, False)

    def move_to(self, state: str) -> None:
        """Move the brief to a state, asking for the reason where one is needed."""
        brief = self.brief
        if brief is None:
            return
        if state in rules.REASON_NEEDED:
            self._open(
                ReasonDialog(
                    self._context,
                    brief.id,
                    self.saver.version,
                    brief.row.number,
                    state,
                    self.window(),
                )
            )
            return
        self.run(briefs.move(brief.id, version=self.saver.version, to=state))

    def _on_reopen_clicked(self) -> None:
        self.move_to("clarifying")

    def _on_more_picked(self, data: Any) -> None:
        verb, state = data
        brief = self.brief
        if brief is None:
            return
        if verb == "move":
            self.move_to(state)
        elif verb == "copy":
            self._context.tasks.run_outcome(
                briefs.duplicate(brief.id),
                owner=self,
                then=self._on_copied,
                failed=self._on_refused,
            )
        elif verb == "archive":
            self.run(briefs.archive(brief.id, version=self.saver.version))
        else:
            self.run(briefs.restore(brief.id, version=self.saver.version))

    def _on_copied(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)
        self.open_requested.emit(Ref("brief", int(outcome.value)))

    def run(self, order: Order[Any], *, quiet: bool = False) -> None:
        """Run a command of this brief and say what was done."""
        then = None if quiet else self._on_done
        self._context.tasks.run_outcome(order, owner=self, then=then, failed=self._on_refused)

    def _on_done(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)

    def _on_refused(self, error: Any) -> None:
        known: StudioError = error
        if isinstance(known, Invalid):
            self.fields.form.show_errors(
                {
                    name: words
                    for point, words in known.fields.items()
                    if (name := self.fields.field_of(point))
                }
            )
        self.said.emit(text(known.message), False)

    def _open(self, dialog: FormDialog) -> None:
        self._dialog = dialog
        dialog.done_with.connect(self._on_done)
        dialog.open()

    def dialog(self) -> FormDialog | None:
        """Return the dialog that was opened last."""
        return self._dialog


def pick_title(brief: Brief | None) -> str:
    """Return the title as it is saved."""
    return pick(brief.row.title, brief.row.title_zh, language()) if brief else ""
