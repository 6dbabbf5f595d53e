"""Dialogs before a proposal leaves: what freezes, what holds it back, the owner's pass."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from studio.domain import proposals as rules
from studio.domain.proposals import Finding
from studio.services.proposals import Proposal
from studio.services.publish import Paper
from ui.forms.fields import ChoiceField, TextField
from ui.forms.form import Form
from ui.language import long_date, money, text, tr, trn
from ui.proposals.words import client_of
from ui.widgets.boxes import hbox
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import Glyph, label
from ui.widgets.picks import Choice


class SendDialog(Dialog):
    """Lists exactly what freezes; a margin under the floor needs the owner's reason."""

    send_wished = Signal(str, str, str)
    """Emitted when it is to be sent: to whom, by which channel, the reason for a low margin."""

    def __init__(
        self, proposal: Proposal, number: str, paper: Paper | None, parent: QWidget
    ) -> None:
        shown = f"{number}/{proposal.shown.no}"
        super().__init__(tr("Send {number}").format(number=shown), parent, width=540)
        version = proposal.shown
        self.say(tr("From now on this version cannot be changed. The way on is a new version."))
        self.freeze(self._items(proposal, number), tr("This will freeze"))
        for words in self._consequences(proposal):
            self.say(words)
        if paper is not None and paper.missing:
            characters = " ".join(dict.fromkeys(one.character for one in paper.missing))
            self._warn(
                tr("These characters print as □: {characters}").format(characters=characters)
            )
        blocks = [one for one in version.findings if one.severity == rules.BLOCK]
        self._low = [one for one in blocks if one.code == "margin"]
        self._others = [one for one in blocks if one.code != "margin"]
        self._list(blocks)
        self.form = Form(framed=True, label_width=112)
        self.form.add("to", tr("To"), TextField())
        channels = [Choice(code, text(words)) for code, words in rules.CHANNELS.items()]
        self.form.add("channel", tr("Sent by"), ChoiceField(channels))
        reason = TextField(limit=1000, placeholder=tr("at least 10 characters"))
        row = self.form.add("reason", tr("Why below it"), reason, required=bool(self._low))
        row.set_shown(bool(self._low) and not self._others)
        to = proposal.contact or client_of(proposal)
        self.form.set_value({"to": to, "channel": "mail", "reason": version.override_reason})
        self.add(self.form)
        self.set_primary(tr("Send {number}").format(number=shown))
        self.set_ready(not self._others, text(self._others[0].message) if self._others else "")
        self.confirmed.connect(self._on_confirmed)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as what is left after hiding fields that are not asked for."""
        super().showEvent(event)
        self._fit_dialog()

    def _items(self, proposal: Proposal, number: str) -> list[str]:
        version = proposal.shown
        options = [
            tr("option {letter} {sum}").format(letter=one.letter, sum=money(one.net))
            for one in version.sums
        ]
        items = [
            tr("{number}, version {no}, for {client}").format(
                number=number, no=version.no, client=client_of(proposal)
            ),
            tr("{lines}: {options}").format(
                lines=trn("{n} line", "{n} lines", len(version.lines)), options=", ".join(options)
            ),
            trn("{n} payment part", "{n} payment parts", len(version.instalments)),
        ]
        if version.valid_until is not None:
            day = long_date(version.valid_until)
            items.append(tr("Prices hold until {day}").format(day=day))
        items.append(tr("The PDF as it is now, with its fingerprint (SHA-256)"))
        return items

    def _consequences(self, proposal: Proposal) -> list[str]:
        found = []
        out = [one.no for one in proposal.versions if one.state in rules.OUT]
        if out:
            found.append(tr("Version {no} will be superseded.").format(no=out[-1]))
        if proposal.brief and proposal.brief_state != "proposed":
            found.append(tr("Brief {number} moves to Proposed.").format(number=proposal.brief))
        return found

    def _list(self, findings: Sequence[Finding]) -> None:
        for finding in findings:
            self._warn(text(finding.message), "warning-octagon", "bad")

    def _warn(self, words: str, glyph: str = "warning", ink: str = "warn") -> None:
        row = QWidget()
        layout = hbox(row, Glyph(glyph, ink, 14), gap=8)
        layout.addWidget(label(words, "body", ink, wrap=True), 1)
        self.add(row)

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        values = self.form.value()
        self.set_busy(True)
        self.send_wished.emit(
            str(values["to"] or ""), str(values["channel"] or ""), str(values["reason"] or "")
        )


class CompareDialog(Dialog):
    """What is different in a version against an older one."""

    version_wished = Signal(int)
    """Emitted when another older version is to be compared; carries its number."""

    def __init__(self, proposal: Proposal, older: int, parent: QWidget) -> None:
        no = proposal.shown.no
        super().__init__(
            tr("Version {no} against version {older}").format(no=no, older=older), parent, width=520
        )
        self._no = no
        others = [one.no for one in proposal.versions if one.no < no]
        self._pick = ChoiceField([Choice(one, tr("Version {no}").format(no=one)) for one in others])
        self._pick.set_value(older)
        self._pick.committed.connect(self._on_picked)
        if len(others) > 1:
            self.add(self._pick)
        self._words = label("", "body", "text", wrap=True)
        self.add(self._words)
        self.set_primary(tr("Close"))
        self.set_cancel(tr("Cancel")).hide()
        self.confirmed.connect(self.accept)

    def show_changes(self, changes: Sequence[str]) -> None:
        """Show what is different."""
        lines = [f"·  {words}" for words in changes] or [tr("Nothing is different.")]
        self._words.setText("\n".join(lines))
        self._fit_dialog()

    def words(self) -> str:
        """Return what is shown."""
        return self._words.text()

    def _on_picked(self) -> None:
        older = int(self._pick.value())
        title = tr("Version {no} against version {older}")
        self.set_title(title.format(no=self._no, older=older))
        self.version_wished.emit(older)
