"""Papers of somebody: personal data masked, consents, how long kept, who looked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.domain.talent import consents as consent_rules
from studio.errors import StudioError
from studio.services.talent import Masked, Talent, personal
from studio.services.talent.personal import Consent, Kept, Papers
from ui.context import Context
from ui.language import long_date, text, tr, trn
from ui.talent import keeping, looked, words
from ui.talent.consenting import ConsentDialog, GroundDialog, WithdrawDialog
from ui.talent.copying import CopyDialog
from ui.talent.erasing import EraseDialog
from ui.talent.keeping import RetentionDialog
from ui.talent.sealing import PassphraseDialog, PersonalDialog, UnlockDialog
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.buttons import Button, icon_button
from ui.widgets.facts import HistoryList
from ui.widgets.labels import Glyph, PlainLabel, label

SEEN = 6
"""Looks that are listed."""

SHOWN = 60_000
"""How long a revealed value stays in sight, in ms."""


class PapersPart(QWidget):
    """What is kept of a person under seal, and what can be done with it."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._talent: Talent | None = None
        self._papers: Papers | None = None
        self._dialog: Any = None
        self._values: dict[str, PlainLabel] = {}
        self._revealed: dict[str, str] = {}
        """Values in the clear, by field; gone with the person or after a minute."""
        self._asked = ""
        self._cover = QTimer(self, singleShot=True, interval=SHOWN)
        self._cover.timeout.connect(self._on_cover_due)
        self._rows = vbox(self, gap=6)

    def show_talent(self, one: Talent) -> None:
        """Show somebody; what was revealed of another person is masked again."""
        if self._talent is None or self._talent.id != one.id:
            self._revealed = {}
            self._papers = None
            clear(self._rows)
        self._talent = one
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
        self._show_consents(papers)
        self._show_terms(papers.terms)
        self._show_seen(papers)

    # -- showing --------------------------------------------------------------------------------

    def _show_state(self, papers: Papers) -> None:
        """Say what opens the data here, where something has to be done or could be."""
        said, act = _state(papers)
        if not said:
            return
        self._rows.addWidget(label(said, "small", "text3", wrap=True))
        if act and not self._context.read_only:
            kind = "link" if papers.state == "open" else "secondary"
            button = Button(act, kind, "lock-key", height=24 if kind == "link" else 26)
            button.clicked.connect(self._on_key_clicked)
            self._rows.addLayout(hbox(None, button, STRETCH))

    def _field_row(self, field: Masked) -> QHBoxLayout:
        row = hbox(None, gap=8)
        name = label(words.field(field.code), "small", "text3")
        name.setMinimumWidth(112)
        shown = self._revealed.get(field.code, field.masked)
        value = label(shown, "body", "text", wrap=True, selectable=True)
        self._values[field.code] = value
        row.addWidget(name)
        row.addWidget(value, 1)
        if self._papers is not None and self._papers.state == "open":
            show = icon_button("eye", tr("Reveal {field}").format(field=name.text()), height=24)
            show.setProperty("field", field.code)
            show.clicked.connect(self._on_reveal_clicked)
            row.addWidget(show)
        return row

    def _show_buttons(self, papers: Papers) -> None:
        if self._context.read_only:
            return
        row = hbox(None, gap=6)
        if papers.state == "open" or (papers.state == "none" and papers.store):
            edit = Button(tr("Edit"), icon="pencil-simple", height=26)
            edit.clicked.connect(self._on_edit_clicked)
            row.addWidget(edit)
        for name, icon, slot in (
            (tr("Give a copy …"), "download-simple", self._on_copy_clicked),
            (tr("Erase …"), "trash", self._on_erase_clicked),
        ):
            button = Button(name, icon=icon, height=26)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        self._rows.addLayout(row)

    def _show_consents(self, papers: Papers) -> None:
        self._head(tr("Consents"))
        for purpose in papers.missing:
            said = tr("Not agreed apart: {what}").format(what=text(consent_rules.PURPOSES[purpose]))
            self._rows.addLayout(self._warned(said, purpose))
        if papers.objected:
            self._rows.addLayout(_warning(tr("Does not want to be contacted.")))
        for one in papers.consents:
            self._rows.addLayout(self._consent_row(one))
        if papers.guarded:
            ground = text(consent_rules.GROUNDS[papers.abroad])
            said = tr("Lives in China; data abroad: {ground}").format(ground=ground)
            self._rows.addLayout(
                self._row(label(said, "small", "text2", wrap=True), tr("Change the ground"),
                          "pencil-simple", self._on_ground_clicked)
            )  # fmt: skip
        if not self._context.read_only:
            note = Button(tr("Note a consent"), "link", "plus", height=24)
            note.clicked.connect(self._on_note_clicked)
            self._rows.addLayout(hbox(None, note, STRETCH))

    def _consent_row(self, one: Consent) -> QHBoxLayout:
        how = text(consent_rules.CHANNELS[one.channel])
        facts = [how, long_date(one.given_on), one.by]
        gone = one.withdrawn_on
        if gone is not None:
            facts.append(tr("taken back on {day}").format(day=long_date(gone)))
        purpose = text(consent_rules.PURPOSES[one.purpose])
        said = tr(", ", "between facts").join(fact for fact in facts if fact)
        names = QWidget()
        vbox(names, label(purpose, "body", "text3" if gone else "text", wrap=True),
             label(said, "small", "text3", wrap=True), gap=1)  # fmt: skip
        if gone is not None:
            return self._row(names)
        return self._row(
            names, tr("Take back: {what}").format(what=purpose), "arrow-counter-clockwise",
            self._on_withdraw_clicked, one.id,
        )  # fmt: skip

    def _warned(self, said: str, purpose: str) -> QHBoxLayout:
        row = _warning(said)
        if not self._context.read_only:
            note = Button(tr("Note it"), "link", height=22)
            note.setAccessibleName(said)
            note.setProperty("purpose", purpose)
            note.clicked.connect(self._on_note_clicked)
            row.addWidget(note, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _show_terms(self, terms: Sequence[Kept]) -> None:
        if not terms:
            return
        self._head(tr("Kept until"))
        today = self._context.clock.today()
        for term in terms:
            name = keeping.category(term.category, today)
            names = QWidget()
            vbox(names, label(name, "body", "text", wrap=True),
                 label(keeping.until(term), "small", "bad" if term.due else "text3", wrap=True),
                 gap=1)  # fmt: skip
            change = tr("Change until when: {what}").format(what=name)
            self._rows.addLayout(
                self._row(names, change, "pencil-simple", self._on_term_clicked, term.category)
            )
        due = [term for term in terms if term.due and not term.whole]
        if due and not self._context.read_only:
            drop = Button(tr("Drop what is due"), height=26)
            drop.clicked.connect(self._on_drop_clicked)
            self._rows.addLayout(hbox(None, drop, STRETCH))

    def _show_seen(self, papers: Papers) -> None:
        if not papers.seen:
            return
        self._head(tr("Who looked"))
        history = HistoryList()
        history.set_rows(looked.rows(papers.seen[:SEEN], self._context.clock.today()))
        self._rows.addWidget(history)
        if len(papers.seen) > SEEN:
            more = trn("{n} more", "{n} more", len(papers.seen) - SEEN)
            self._rows.addWidget(label(more, "small", "text3"))

    def _head(self, words_: str) -> None:
        self._rows.addSpacing(8)
        self._rows.addWidget(label(words_, "smallhead", "text2"))

    def _row(
        self, names: QWidget, act: str = "", icon: str = "", slot: Any = None, key: Any = None
    ) -> QHBoxLayout:
        row = hbox(None, gap=6)
        row.addWidget(names, 1)
        if act and not self._context.read_only:
            button = icon_button(icon, act, height=24)
            button.setProperty("key", key)
            button.clicked.connect(slot)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    # -- doing ----------------------------------------------------------------------------------

    def _open(self, dialog: Any) -> None:
        if hasattr(dialog, "said"):
            dialog.said.connect(self._on_kept)
        if hasattr(dialog, "opened"):
            dialog.opened.connect(self._ask)
        self._dialog = dialog
        dialog.open()

    def _on_key_clicked(self) -> None:
        papers = self._papers
        if papers is not None and papers.state == "locked":
            self._open(UnlockDialog(self._context, self.window(), store=papers.store))
        elif papers is not None:
            first = papers.state == "none"
            self._open(PassphraseDialog(self._context, self.window(), first=first))

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
        self._revealed[self._asked] = value
        self._cover.start()
        if self._asked in self._values:
            self._values[self._asked].setText(value)
        self.said.emit(tr("Shown, and noted who looked"), False)

    def _on_cover_due(self) -> None:
        self._revealed = {}
        if self._papers is not None:
            self._on_papers(self._papers)

    def _on_edit_clicked(self) -> None:
        if self._talent is not None and self._papers is not None:
            self._open(PersonalDialog(self._context, self.window(), self._talent, self._papers))

    def _on_copy_clicked(self) -> None:
        if self._talent is not None:
            self._open(CopyDialog(self._context, self.window(), self._talent))

    def _on_erase_clicked(self) -> None:
        if self._talent is not None:
            self._open(EraseDialog(self._context, self.window(), self._talent))

    def _on_note_clicked(self) -> None:
        if self._talent is not None:
            purpose = str(self.sender().property("purpose") or "sensitive")
            self._open(ConsentDialog(self._context, self.window(), self._talent.id, purpose))

    def _on_withdraw_clicked(self) -> None:
        key = self.sender().property("key")
        for one in self._papers.consents if self._papers is not None else ():
            if one.id == key:
                self._open(WithdrawDialog(self._context, self.window(), one))

    def _on_ground_clicked(self) -> None:
        if self._talent is not None and self._papers is not None:
            self._open(GroundDialog(self._context, self.window(), self._talent.id, self._papers))

    def _on_term_clicked(self) -> None:
        key = self.sender().property("key")
        for term in self._papers.terms if self._papers is not None else ():
            if term.category == key:
                self._open(RetentionDialog(self._context, self.window(), term))

    def _on_drop_clicked(self) -> None:
        terms = self._papers.terms if self._papers is not None else ()
        due = [(one.talent_id, one.category) for one in terms if one.due and not one.whole]
        self._context.tasks.run(
            personal.drop(due), owner=self, then=self._on_dropped, failed=self._on_refused
        )

    def _on_dropped(self, _count: int) -> None:
        self._on_kept(tr("Dropped"), False)

    def _on_kept(self, said: str, undo: bool) -> None:
        self._revealed = {}
        self.said.emit(said, undo)
        self._ask()

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)


def _state(papers: Papers) -> tuple[str, str]:
    """Return what to say about the key, and the act that is offered."""
    match papers.state:
        case "none" if papers.store:
            return tr("Personal data are sealed with a key in this computer's key store."), ""
        case "none":
            return tr("Personal data are sealed. Choose a passphrase to begin."), tr(
                "Choose a passphrase"
            )
        case "locked":
            return tr("Personal data are locked."), tr("Unlock")
        case "away":
            return tr("The key is in the key store of another computer. Open the studio there and "
                      "choose a passphrase; it opens the data here."), ""  # fmt: skip
        case "open" if not papers.passphrase:
            return tr("They open on this computer only."), tr("Choose a passphrase")
    return "", ""


def _warning(said: str) -> QHBoxLayout:
    row = hbox(None, gap=6)
    row.addWidget(Glyph("warning", "warn", 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(said, "small", "text2", wrap=True), 1)
    return row
