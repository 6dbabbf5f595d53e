"""Dialogs of briefs: the reason of a decline or loss, a question in other words, an origin."""

from typing import Any

from PySide6.QtWidgets import QWidget

from studio.domain import briefs as rules
from studio.services import briefs
from studio.services.briefs import Mark, Said
from ui.briefs import choices
from ui.context import Context
from ui.forms import dialog as forms
from ui.forms.fields import ChoiceField, LongTextField, TextField
from ui.language import text, tr


class ReasonDialog(forms.ReasonDialog):
    """Asks why a brief is declined or lost; the usual reasons are one click away."""

    def __init__(
        self, context: Context, brief_id: int, version: int, number: str, to: str, parent: QWidget
    ) -> None:
        titles = {
            "declined": tr("Decline {number}"),
            "lost": tr("{number} is lost"),
        }
        words = {
            "declined": tr("The brief is closed. It can be opened again."),
            "lost": tr("The proposal was not taken. The reason helps the next brief."),
        }
        acts = {"declined": tr("Decline", "verb"), "lost": tr("Mark as lost")}
        self._move = (brief_id, version, to)
        super().__init__(
            context.tasks,
            titles[to].format(number=number),
            acts[to],
            self._moved,
            parent,
            words=words[to],
            usual=choices.reasons(to)[:4],
        )

    def _moved(self, reason: str) -> Any:
        brief_id, version, to = self._move
        return briefs.move(brief_id, version=version, to=to, reason=reason)


class QuestionDialog(forms.FormDialog):
    """Puts the question about an unclear point in other words."""

    def __init__(self, context: Context, mark: Mark, words: str, parent: QWidget) -> None:
        super().__init__(context.tasks, tr("What shall we ask?"), parent)
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


class OriginDialog(forms.FormDialog):
    """Says by which way and from whom a message came; its words are not touched."""

    def __init__(self, context: Context, said: Said, parent: QWidget) -> None:
        super().__init__(context.tasks, tr("Where does this message come from?"), parent)
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
