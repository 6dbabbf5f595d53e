"""The head of one proposal: title, client and number, version, and what can be done now."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from studio.domain import proposals as rules
from studio.services.proposals import Proposal
from ui.context import Context
from ui.language import short_date, text, tr
from ui.proposals.words import client_of, title_of, version_words
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button, icon_button, more_button
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel
from ui.widgets.menus import Menu


class ProposalHead(QWidget):
    """56 high: one primary button, and the rest behind the dots."""

    verb_chosen = Signal(str)
    """Emitted when something is to be done; carries the verb."""

    version_wished = Signal(int)
    """Emitted when another version is to be shown; carries its number."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._proposal: Proposal | None = None
        self._menu: Menu | None = None
        self.setFixedHeight(56)
        self.back = icon_button("arrow-left", tr("Back to the list"), height=28)
        self._title = ElidedLabel("", "page", keep=160)
        self._fact = ElidedLabel("", "body", "text3")
        self.chip = Chip()
        self.chip.setToolTip(tr("Show another version"))
        self.compare = Button("", icon="git-diff")
        self.more = more_button(tr("More"), height=30)
        self.primary = Button("", "primary")
        row = hbox(self, self.back, self._title, self._fact, self.chip, margins=(14, 0, 24, 0),
                   gap=12)  # fmt: skip
        row.addStretch(1)
        for button in (self.compare, self.more, self.primary):
            row.addWidget(button)
        self.back.clicked.connect(self._on_back)
        self.chip.clicked.connect(self._on_chip)
        self.compare.clicked.connect(self._on_compare)
        self.primary.clicked.connect(self._on_primary)
        self.more.picked.connect(self._on_more)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show a proposal and what can be done with it."""
        self._proposal = proposal
        version = proposal.shown
        self._title.setText(title_of(proposal))
        facts = [
            client_of(proposal),
            proposal.number,
            proposal.brief if not proposal.number else "",
        ]
        self._fact.setText(", ".join(fact for fact in facts if fact))
        self.chip.set(rules.STATES.role(version.shown), version_words(version))
        older = [one.no for one in proposal.versions if one.no < version.no]
        self.compare.setVisible(bool(older))
        if older:
            self.compare.set_words(tr("Compare with v{no}").format(no=older[-1]))
        self._show_primary(proposal)
        self._fill_menu(proposal)

    def verb(self) -> str:
        """Return what the primary button does now."""
        return str(self.primary.property("verb") or "")

    def _show_primary(self, proposal: Proposal) -> None:
        version = proposal.shown
        newest = version.no == proposal.newest
        verb, words, icon = "", "", ""
        if version.editable:
            verb, words, icon = "send", tr("Send"), "paper-plane-tilt"
        elif version.state in rules.OUT and version.shown != "expired":
            verb, words, icon = "answer", tr("Record answer"), "chat-centered-text"
        elif version.state == "accepted" and proposal.project_id:
            verb, words, icon = "open_project", tr("Open the project"), "stack"
        elif version.state == "accepted":
            verb, words, icon = "make", tr("Make the project"), "stack-plus"
        elif newest and version.shown == "expired":
            verb, words, icon = "renew", tr("Renew"), "arrows-clockwise"
        elif newest:
            verb, words, icon = "new_version", tr("New version"), "copy"
        self.primary.setVisible(bool(verb))
        self.primary.setProperty("verb", verb)
        if not verb:
            return
        self.primary.set_words(words)
        self.primary.set_icon(icon)
        blocks = [one for one in version.findings if one.severity == rules.BLOCK]
        hard = [one for one in blocks if one.code != "margin"]
        reading = self.context.read_only and verb != "open_project"
        why = text(hard[0].message) if hard else ""
        self.primary.set_ready(not reading and not (verb == "send" and hard), why)

    def _fill_menu(self, proposal: Proposal) -> None:
        menu, version = self.more.entries, proposal.shown
        menu.clear()
        newest = version.no == proposal.newest
        changing = not self.context.read_only
        if changing and newest and not version.editable and self.verb() != "new_version":
            self._entry("new_version", tr("New version"), "copy")
        if changing and version.state == "sent":
            self._entry("viewed", tr("The client has read it"), "eye")
        if changing and version.state in rules.OUT:
            self._entry("withdraw", tr("Withdraw"), "arrow-u-up-left")
        if changing and newest and version.editable and version.no > 1:
            words = tr("Discard version {no}").format(no=version.no)
            self._entry("discard", words, "trash")
        menu.addSeparator()
        self._entry("print", tr("Print"), "printer", "Ctrl+P")
        self._entry("export", tr("Save the PDF"), "file-pdf", "Ctrl+E")
        self._entry("mail", tr("Mail draft with the PDF"), "envelope-simple")
        menu.addSeparator()
        self._entry("client", tr("Open the client"), "buildings")
        if proposal.brief_id:
            self._entry(
                "brief", tr("Open brief {number}").format(number=proposal.brief), "chat-text"
            )
        if proposal.project_id and self.verb() != "open_project":
            self._entry("open_project", tr("Open the project"), "stack")
        if changing:
            menu.addSeparator()
            if proposal.archived:
                self._entry("restore", tr("Restore"), "archive")
            else:
                self._entry("archive", tr("Archive", "verb"), "archive")

    def _entry(self, verb: str, words: str, icon: str, shortcut: str = "") -> None:
        self.more.add(words, icon=icon, data=verb, shortcut=shortcut)

    def open_versions(self, place: QPoint) -> None:
        """Open the list of versions."""
        if self._proposal is None:
            return
        self._menu = Menu(self)
        for one in reversed(self._proposal.versions):
            state = text(rules.STATES.label(one.state))
            words = tr("Version {no}, {state}").format(no=one.no, state=state.lower())
            if one.sent_on:
                words = tr("{version}, {day}").format(version=words, day=short_date(one.sent_on))
            self._menu.add(words, data=one.no, checked=one.no == self._proposal.shown.no)
        self._menu.picked.connect(self._on_version)
        self._menu.popup(place)

    def _on_chip(self) -> None:
        self.open_versions(self.chip.mapToGlobal(QPoint(0, self.chip.height() + 3)))

    def _on_version(self, no: object) -> None:
        if isinstance(no, int):
            self.version_wished.emit(no)

    def _on_back(self) -> None:
        self.verb_chosen.emit("back")

    def _on_compare(self) -> None:
        self.verb_chosen.emit("compare")

    def _on_primary(self) -> None:
        self.verb_chosen.emit(self.verb())

    def _on_more(self, verb: object) -> None:
        self.verb_chosen.emit(str(verb))
