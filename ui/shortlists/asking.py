"""Asking for a price: the letter to copy or to mail, and the note that they were asked."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from studio import paths, writing
from studio.domain.names import pick
from studio.services import shortlists
from studio.services.publish import Letter, email_draft
from studio.services.shortlists import Inquiry, MatchRow
from ui.context import Context
from ui.forms.dialog import FormDialog
from ui.forms.fields import LongTextField, TextField
from ui.language import tr
from ui.publish.outside import open_file
from ui.widgets.buttons import Segment, Segments


class AskDialog(FormDialog):
    """Shows the letter that asks for a price, in the language they read."""

    def __init__(self, context: Context, brief_id: int, row: MatchRow, parent: QWidget) -> None:
        name = pick(row.name, row.name_zh, context.language)
        title = tr("Ask {name} for a price").format(name=name)
        super().__init__(context.tasks, title, parent, width=560)
        self._ids = (brief_id, row.talent_id)
        self._code = row.code or f"talent-{row.talent_id}"
        self._letters: dict[str, Letter] = {}
        self.say(tr("Client and ceiling are not named."))
        self.languages = Segments(
            [Segment("zh", tr("Chinese")), Segment("en", tr("English"))], name=tr("Language")
        )
        self.form.add("to", tr("To"), TextField(limit=200))
        self.form.add("subject", tr("Subject"), TextField(limit=200))
        self.form.add("body", tr("Message"), LongTextField(limit=4000, lines=9, most=14))
        self.add(self.languages, self.form)
        self.copy_button = self.add_other(tr("Copy the text"), "copy")
        self.mail_button = self.add_other(tr("Mail draft"), "envelope-simple")
        self.set_primary(tr("Mark as asked"))
        self.copy_button.clicked.connect(self.copy_text)
        self.languages.chosen.connect(self.show_in)
        self.mail_button.clicked.connect(self.mail)
        context.tasks.ask(
            shortlists.inquiry(*self._ids), owner=self, then=self._on_inquiry,
            failed=self._on_refused, slot="inquiry",
        )  # fmt: skip

    def _on_inquiry(self, inquiry: Inquiry) -> None:
        self._letters = dict(inquiry.letters)
        self.languages.set_current(inquiry.language)
        self.show_in(inquiry.language)

    def show_in(self, language: str) -> None:
        """Show the letter in a language."""
        letter = self._letters.get(language)
        if letter is not None:
            self.form.set_value({"to": letter.to, "subject": letter.subject, "body": letter.body})

    def letter(self) -> Letter:
        """Return the letter as it stands in the fields."""
        values = self.form.value()
        return Letter(str(values["to"]), str(values["subject"]), str(values["body"]))

    def command(self) -> Any:
        """Return the note that they were asked."""
        return shortlists.ask_price(*self._ids)

    def copy_text(self) -> None:
        """Put the message on the clipboard, for WeChat and the like."""
        QGuiApplication.clipboard().setText(self.letter().body)
        self.copy_button.set_words(tr("Copied"))

    def mail(self) -> None:
        """Write a mail draft and open it in the mail program."""
        self._tasks.call(
            _Draft(self.letter(), self._code), owner=self, then=self._on_draft,
            failed=self._on_refused,
        )  # fmt: skip

    def _on_draft(self, path: Path) -> None:
        if not open_file(path):
            open_file(path.parent)
        self.mail_button.set_words(tr("Draft written"))


class _Draft:
    """Writes the mail draft into the cache folder, off the window's thread."""

    def __init__(self, letter: Letter, code: str) -> None:
        self._letter, self._code = letter, code

    def __call__(self) -> Path:
        """Return where the draft is."""
        path = paths.made(paths.cache() / "mail") / f"PRICE_{self._code}.eml"
        writing.write_whole(path, email_draft(self._letter))
        return path
