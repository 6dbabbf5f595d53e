"""Dialogs of briefs: the reason of a decline or loss, a question in other words, an origin."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import briefs as rules
from studio.errors import Invalid, StudioError
from studio.services import briefs
from studio.services.briefs import Mark, Said
from ui.briefs import choices
from ui.context import Context
from ui.forms.fields import ChoiceField, LongTextField, TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog


class BriefDialog(Dialog):
    """A small form whose act is one command; a refusal stands at its field."""

    done_with = Signal(object)
    """Emitted when the command was carried out; carries its Outcome."""

    def __init__(self, context: Context, title: str, parent: QWidget, *, width: int = 440) -> None:
        super().__init__(title, parent, width=width)
        self._context = context
        self.form = Form(stacked=True, framed=True)
        self.confirmed.connect(self._on_confirmed)

    def command(self) -> Any:
        """Return the command the form makes."""
        raise NotImplementedError

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        self.set_busy(True)
        self._context.tasks.run_outcome(
            self.command(), owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, outcome: Any) -> None:
        self.accept()
        self.done_with.emit(outcome)

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


class ReasonDialog(BriefDialog):
    """Asks why a brief is declined or lost; the usual reasons are one click away."""

    def __init__(
        self, context: Context, brief_id: int, version: int, number: str, to: str, parent: QWidget
    ) -> None:
        titles = {
            "declined": tr("Decline {number}"),
            "lost": tr("{number} is lost"),
        }
        super().__init__(context, titles[to].format(number=number), parent)
        self._brief = (brief_id, version)
        self._to = to
        words = {
            "declined": tr("The brief is closed. It can be opened again."),
            "lost": tr("The proposal was not taken. The reason helps the next brief."),
        }
        self.say(words[to])
        self.reason = TextField(limit=400)
        self.form.add("reason", tr("Reason"), self.reason, required=True)
        self.add(self.form)
        usual = hbox(None, gap=6)
        for reason in choices.reasons(to)[:4]:
            button = Button(reason, height=26)
            button.clicked.connect(self._on_usual_clicked)
            usual.addWidget(button)
        usual.addStretch(1)
        self.body.addLayout(usual)
        acts = {"declined": tr("Decline", "verb"), "lost": tr("Mark as lost")}
        self.set_primary(acts[to])
        self.form.focus_first()

    def command(self) -> Any:
        """Return the move."""
        brief_id, version = self._brief
        reason = str(self.form.value()["reason"])
        return briefs.move(brief_id, version=version, to=self._to, reason=reason)

    def _on_usual_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.reason.set_value(button.accessibleName())


class QuestionDialog(BriefDialog):
    """Puts the question about an unclear point in other words."""

    def __init__(self, context: Context, mark: Mark, words: str, parent: QWidget) -> None:
        super().__init__(context, tr("What shall we ask?"), parent)
        self._mark = mark
        usual = mark.question or text(rules.question(mark.field))
        if words:
            self.say(tr("About “{words}”").format(words=words))
        question = LongTextField(limit=400, lines=2, most=6)
        self.form.add("question", tr("Question"), question)
        self.form.set_value({"question": usual})
        self.add(self.form)
        self.set_primary(tr("Keep question"))
        self.form.focus_first()

    def command(self) -> Any:
        """Return the change of the mark."""
        words = str(self.form.value()["question"])
        return briefs.ask_with(self._mark.id, version=self._mark.version, question=words)


class OriginDialog(BriefDialog):
    """Says by which way and from whom a message came; its words are not touched."""

    def __init__(self, context: Context, said: Said, parent: QWidget) -> None:
        super().__init__(context, tr("Where does this message come from?"), parent)
        self._said = said
        self.form.add("channel", tr("Channel"), ChoiceField(choices.channels()))
        self.form.add("author", tr("From whom"), TextField(limit=120))
        self.form.set_value({"channel": said.channel or "paste", "author": said.author})
        self.add(self.form)
        self.set_primary(tr("Keep", "verb"))
        self.form.focus_first()

    def command(self) -> Any:
        """Return the change of the message's origin."""
        values = self.form.value()
        return briefs.describe_message(
            self._said.id,
            version=self._said.version,
            channel=str(values["channel"] or "paste"),
            author=str(values["author"]),
        )
