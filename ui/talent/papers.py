"""Papers of somebody: personal data masked, each look logged; export, erasing, retention."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from studio import writing
from studio.domain.names import pick
from studio.domain.talent import personal as rules
from studio.errors import Denied, StudioError
from studio.services.talent import Masked, Talent, personal
from studio.services.talent.personal import Papers, Seen, Term
from ui.context import Context
from ui.forms.fields import CheckField, DateField, TextField
from ui.forms.form import Form
from ui.language import long_date, moment, text, tr
from ui.talent import words
from ui.talent.forms import refused
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.buttons import Button, icon_button
from ui.widgets.dialogs import Dialog
from ui.widgets.facts import Facts, HistoryList, HistoryRow
from ui.widgets.labels import PlainLabel, label

SEEN = 6
"""Looks that are listed."""


class PapersPart(QWidget):
    """What is kept of a person under seal, and what can be done with it."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._talent: Talent | None = None
        self._papers: Papers | None = None
        self._dialog: Dialog | None = None
        self._chooser: QFileDialog | None = None
        self._values: dict[str, PlainLabel] = {}
        self._asked = ""
        self._rows = vbox(self, gap=6)

    def show_talent(self, one: Talent) -> None:
        """Show another person; values that were revealed are masked again."""
        self._talent = one
        self._papers = None
        clear(self._rows)
        self._ask()

    def _ask(self) -> None:
        if self._talent is not None:
            self._context.tasks.ask(
                personal.papers(self._talent.id),
                owner=self,
                then=self._on_papers,
                failed=self._on_denied,
                slot="papers",
            )

    def _on_denied(self, error: StudioError) -> None:
        clear(self._rows)
        self._rows.addWidget(label(text(error.message), "small", "text3", wrap=True))

    def _on_papers(self, papers: Papers) -> None:
        self._papers = papers
        clear(self._rows)
        self._values = {}
        if self._talent is None:
            return
        if self._talent.erased_on is not None:
            day = long_date(self._talent.erased_on)
            said = tr("Erased on {day}. The record stays for the books.").format(day=day)
            self._rows.addWidget(label(said, "body", "text2", wrap=True))
            return
        self._show_state(papers)
        kept = [field for field in papers.fields if field.masked]
        for field in kept:
            self._rows.addLayout(self._field_row(field))
        if not kept and papers.state == "open":
            self._rows.addWidget(label(tr("Nothing is kept."), "small", "text3"))
        self._show_buttons(papers)
        self._show_terms(papers.terms)
        self._show_seen(papers.seen)

    def _show_state(self, papers: Papers) -> None:
        if papers.state == "open":
            return
        if papers.state == "none" and papers.store:
            said = tr("Personal data are sealed with a key in this computer's key store.")
            self._rows.addWidget(label(said, "small", "text3", wrap=True))
            return
        said = (
            tr("Personal data are sealed. Choose a passphrase to begin.")
            if papers.state == "none"
            else tr("Personal data are locked.")
        )
        self._rows.addWidget(label(said, "small", "text3", wrap=True))
        button = Button(
            tr("Choose a passphrase") if papers.state == "none" else tr("Unlock"),
            icon="lock-key",
            height=26,
        )
        button.clicked.connect(self._on_unlock_clicked)
        self._rows.addLayout(hbox(None, button, STRETCH))

    def _field_row(self, field: Masked) -> QHBoxLayout:
        row = hbox(None, gap=8)
        name = label(words.field(field.code), "small", "text3")
        name.setMinimumWidth(112)
        value = label(field.masked, "body", "text", wrap=True, selectable=True)
        self._values[field.code] = value
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(value, 1)
        if self._papers is not None and self._papers.state == "open":
            show = icon_button("eye", tr("Reveal {field}").format(field=name.text()), height=24)
            show.setProperty("field", field.code)
            show.clicked.connect(self._on_reveal_clicked)
            row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _show_buttons(self, papers: Papers) -> None:
        if self._context.read_only:
            return
        row = hbox(None, gap=6)
        if papers.state == "open" or (papers.state == "none" and papers.store):
            edit = Button(tr("Edit"), icon="pencil-simple", height=26)
            edit.clicked.connect(self._on_edit_clicked)
            row.addWidget(edit)
        export = Button(tr("Export all"), icon="download-simple", height=26)
        export.clicked.connect(self._on_export_clicked)
        erase = Button(tr("Erase …"), icon="trash", height=26)
        erase.clicked.connect(self._on_erase_clicked)
        row.addWidget(export)
        row.addWidget(erase)
        row.addStretch(1)
        self._rows.addLayout(row)

    def _show_terms(self, terms: Sequence[Term]) -> None:
        if not terms:
            return
        self._rows.addWidget(label(tr("Kept until"), "smallhead", "text2"))
        facts = Facts(label_width=150)
        names = rules.terms(self._context.clock.today())
        for term in terms:
            named = names.get(term.category)
            shown = term.category
            if named is not None:
                shown = named.name_zh if self._context.language == "zh" else named.name
            until = long_date(term.keep_until)
            facts.add(shown, tr("{day}, due").format(day=until) if term.due else until)
        self._rows.addWidget(facts)
        due = [term.id for term in terms if term.due]
        if due and not self._context.read_only:
            drop = Button(tr("Drop what is due"), height=26)
            drop.clicked.connect(self._on_drop_clicked)
            self._rows.addLayout(hbox(None, drop, STRETCH))

    def _show_seen(self, seen: Sequence[Seen]) -> None:
        if not seen:
            return
        self._rows.addWidget(label(tr("Who looked"), "smallhead", "text2"))
        history = HistoryList()
        language = self._context.language
        history.set_rows(
            [
                HistoryRow(
                    moment(one.at, self._context.clock.today()),
                    _looked(one.what),
                    pick(one.person, one.person_zh, language),
                )
                for one in seen[:SEEN]
            ]
        )
        self._rows.addWidget(history)

    # -- doing ----------------------------------------------------------------------------------

    def _on_unlock_clicked(self) -> None:
        first = self._papers is not None and self._papers.state == "none"
        dialog = PassphraseDialog(self._context, self.window(), first=first)
        dialog.opened.connect(self._ask)
        self._dialog = dialog
        dialog.open()

    def _on_reveal_clicked(self) -> None:
        sender = self.sender()
        if self._talent is None:
            return
        self._asked = str(sender.property("field"))
        self._context.tasks.run(
            personal.reveal(self._talent.id, self._asked),
            owner=self,
            then=self._on_revealed,
            failed=self._on_refused,
        )

    def _on_revealed(self, value: str) -> None:
        if self._asked in self._values:
            self._values[self._asked].setText(value)
        self.said.emit(tr("Shown, and noted who looked"), False)

    def _on_edit_clicked(self) -> None:
        if self._talent is not None and self._papers is not None:
            dialog = PersonalDialog(self._context, self.window(), self._talent, self._papers)
            dialog.said.connect(self._on_kept)
            self._dialog = dialog
            dialog.open()

    def _on_kept(self, said: str, undo: bool) -> None:
        self.said.emit(said, undo)
        self._ask()

    def _on_drop_clicked(self) -> None:
        due = [term.id for term in self._papers.terms if term.due] if self._papers else []
        self._context.tasks.run(
            personal.drop(due), owner=self, then=self._on_dropped, failed=self._on_refused
        )

    def _on_dropped(self, _count: int) -> None:
        self._on_kept(tr("Dropped"), False)

    def _on_export_clicked(self) -> None:
        if self._talent is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"{self._talent.code or f'talent-{self._talent.id}'}.json"
        dialog = QFileDialog(self, tr("Export all"), str(Path(folder) / name), "JSON (*.json)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.export_to)
        self._chooser = dialog
        dialog.open()

    def export_to(self, path: str) -> None:
        """Write everything kept of the person to a file, and note that it left."""
        if self._talent is None:
            return
        self._asked = path
        self._context.tasks.run(
            personal.export(self._talent.id),
            owner=self,
            then=self._on_exported,
            failed=self._on_refused,
        )

    def _on_exported(self, found: str) -> None:
        work = _Write(Path(self._asked), found)
        self._context.tasks.call(work, owner=self, then=self._on_written, failed=self._on_refused)

    def _on_written(self, name: str) -> None:
        self._on_kept(tr("Saved {name}").format(name=name), False)

    def _on_erase_clicked(self) -> None:
        if self._talent is not None:
            dialog = EraseDialog(self._context, self.window(), self._talent)
            dialog.said.connect(self.said)
            self._dialog = dialog
            dialog.open()

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)


class _Write:
    """Writes an export off the window's thread; returns the file's name."""

    def __init__(self, path: Path, found: str) -> None:
        self._path, self._found = path, found

    def __call__(self) -> str:
        """Write it."""
        writing.write_whole(self._path, self._found.encode())
        return self._path.name


def _looked(what: str) -> str:
    done = {
        "export": tr("Exported everything"),
        "erase": tr("Erased"),
        "drop": tr("Dropped what was due"),
    }
    if what in done:
        return done[what]
    return tr("Looked at {field}").format(field=words.field(what))


class PassphraseDialog(Dialog):
    """Asks for the passphrase of the personal data, or for a first one."""

    opened = Signal()
    """Emitted when the data are open."""

    def __init__(self, context: Context, parent: QWidget | None, *, first: bool) -> None:
        title = tr("Choose a passphrase") if first else tr("Unlock personal data")
        super().__init__(title, parent, width=440)
        self._context, self._first = context, first
        if first:
            self.lead(
                tr("Whoever has it opens the personal data. Without it nobody can: keep it safe.")
            )
        self.form = Form(framed=True, label_width=110)
        self.form.add("passphrase", tr("Passphrase"), _secret(), required=True)
        if first:
            self.form.add("again", tr("Once more"), _secret(), required=True)
        self.add(self.form)
        self.set_primary(tr("Seal") if first else tr("Unlock"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        values = self.form.value()
        if not self.form.complete():
            return
        tasks = self._context.tasks
        self.set_busy(True)
        if not self._first:
            tasks.ask(
                personal.unlock(values["passphrase"]),
                owner=self,
                then=self._on_opened,
                failed=self._on_refused,
            )
        elif values["passphrase"] != values["again"]:
            self.set_problem(tr("The two are not the same."))
        else:
            tasks.run(
                personal.set_up(values["passphrase"]),
                owner=self,
                then=self._on_opened,
                failed=self._on_refused,
            )

    def _on_opened(self, _value: object) -> None:
        self.opened.emit()
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        if isinstance(error, Denied):
            self.set_problem(error.message)
            return
        refused(self, self.form, error)


def _secret() -> TextField:
    made = TextField(limit=200)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


class PersonalDialog(Dialog):
    """Asks for personal data; fields left alone stay as they are."""

    said = Signal(str, bool)
    """Emitted when the data were kept."""

    def __init__(
        self, context: Context, parent: QWidget | None, one: Talent, papers: Papers
    ) -> None:
        super().__init__(tr("Personal data"), parent, width=520)
        self._context, self._talent, self._papers = context, one, papers
        self.lead(tr("Fields left empty stay as they are; a single dash takes a value away."))
        self.form = Form(framed=True, label_width=140)
        masked = {field.code: field.masked for field in papers.fields}
        for code, kept in rules.FIELDS.items():
            field = TextField(limit=300, placeholder=masked.get(code, ""))
            self.form.add(code, text(kept.label), field)
        today = context.clock.today()
        self.form.add("sensitive_consent_on", tr("Agreed apart on"), DateField(today))
        self.form.add("abroad", "", CheckField(tr("May leave the person's country")))
        self.form.set_value({"sensitive_consent_on": papers.consent_on, "abroad": papers.abroad})
        self.add(self.form)
        self.set_primary(tr("Seal and keep"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        values = self.form.value()
        if self.form.problems():
            return
        given: dict[str, object] = {
            code: "" if values[code] == "-" else values[code]
            for code in rules.FIELDS
            if values[code]
        }
        given |= {name: values[name] for name in ("sensitive_consent_on", "abroad")}
        self.set_busy(True)
        self._context.tasks.run(
            personal.keep(self._talent.id, version=self._papers.version, values=given),
            owner=self,
            then=self._on_kept,
            failed=self._on_refused,
        )

    def _on_kept(self, _version: int) -> None:
        self.said.emit(tr("Sealed and kept"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)


class EraseDialog(Dialog):
    """Before somebody is erased: exactly what goes and what stays."""

    said = Signal(str, bool)
    """Emitted when the person was erased."""

    def __init__(self, context: Context, parent: QWidget | None, one: Talent) -> None:
        name = words.named_talent(one)
        super().__init__(tr("Erase {name}").format(name=name), parent, width=480)
        self._context, self._talent = context, one
        self.lead(tr("This cannot be undone."))
        self.freeze(
            [
                tr("Name, contact, notes, handles and personal data go, in the journal too."),
                tr("Bookings, pieces and prices stay under a number."),
                tr("Issued documents keep what they printed, as tax law asks."),
                tr("Copies made before still hold the data until they are deleted."),
            ]
        )
        self.form = Form(framed=True, label_width=90)
        self.form.add("reason", tr("Reason"), TextField(limit=300))
        self.add(self.form)
        self.set_primary(tr("Erase this person"), danger=True)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        self.set_busy(True)
        reason = self.form.value()["reason"]
        made = personal.erase(self._talent.id, version=self._talent.version, reason=reason)
        self._context.tasks.run(made, owner=self, then=self._on_done, failed=self._on_refused)

    def _on_done(self, name: str) -> None:
        self.said.emit(tr("Erased; the record is {name}").format(name=name), False)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)
