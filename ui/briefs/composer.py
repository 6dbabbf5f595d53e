"""Where another message of the client is pasted; half-typed words come back after a crash."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.briefs import choices
from ui.context import Context
from ui.forms.fields import ChoiceField, LongTextField, TextField
from ui.language import tr
from ui.widgets.boxes import STRETCH, hbox, vbox
from ui.widgets.buttons import Button


class RawText(LongTextField):
    """A long text that is taken as it stands: leaving it trims and composes nothing."""

    def settle(self) -> bool:
        """There is no value to settle: the words are read when they are kept."""
        return not self.problem()


class Composer(QFrame):
    """Takes what the client said: pasted or typed, from whom, by which way."""

    kept = Signal(str, str, str)
    """Emitted when a message is to be kept: the words, the channel, the author."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("box", "note")
        self.words = RawText(
            limit=20_000, lines=4, most=14, placeholder=tr("Paste what the client wrote")
        )
        self.words.setAccessibleName(tr("The client's words"))
        self.channel = ChoiceField(choices.channels())
        self.channel.setAccessibleName(tr("Channel"))
        self.channel.set_value("paste")
        self.channel.setFixedWidth(130)
        self.author = TextField(limit=120, placeholder=tr("From whom"))
        self.author.setAccessibleName(tr("From whom"))
        self.keep_button = Button(tr("Keep message"), height=28)
        self.cancel_button = Button(tr("Cancel"), "bare", height=28)
        vbox(
            self,
            self.words,
            hbox(None, self.channel, self.author, gap=8),
            hbox(None, self.keep_button, self.cancel_button, STRETCH, gap=8),
            margins=(10, 10, 10, 10),
            gap=8,
        )
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.keep_button.clicked.connect(self.keep)

    def begin(self, brief_id: int, author: str) -> None:
        """Begin a message; what was half typed for this brief comes back."""
        self.words.set_value("")
        self.words.keep_draft(self._context.drafts, "brief", brief_id, "message")
        self.author.set_value(author)
        self.words.set_problem("")
        self.show()

    def has_draft(self, brief_id: int) -> bool:
        """Say whether a message of this brief was left half typed."""
        return bool(self._context.drafts.get("brief", brief_id, "message"))

    def keep(self) -> None:
        """Hand the message on; nothing is trimmed, so not by way of the field's value."""
        words = self.words.toPlainText()
        if words.strip():
            self.kept.emit(words, self.channel.value() or "paste", self.author.text().strip())

    def done(self) -> None:
        """The message is in the studio: forget it here."""
        self.words.saved()
        self.words.set_value("")
        self.hide()

    def refuse(self, why: str) -> None:
        """Say why the message cannot be kept; the words stay."""
        self.words.set_problem(why)

    def _on_cancel_clicked(self) -> None:
        self.words.restore()
        self.hide()
