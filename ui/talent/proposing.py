"""Putting somebody forward in a proposal that is still being written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.errors import StudioError
from studio.services import proposals
from studio.services.proposals import ProposalFilter, ProposalRow
from studio.services.talent import Account, Talent
from ui.context import Context, Ref
from ui.forms.fields import ChoiceField, LongTextField
from ui.forms.form import Form
from ui.language import tr
from ui.talent import words
from ui.talent.forms import refused
from ui.widgets.dialogs import Dialog
from ui.widgets.picks import Choice

OPEN = ("draft", "internal_review")
"""States in which a version can still be written."""


class ProposeDialog(Dialog):
    """Asks in which proposal, and why; followers and tier are copied as read now."""

    said = Signal(str, bool)
    """Emitted when somebody was put forward."""

    open_requested = Signal(object)
    """Emitted when the proposal is to be opened; carries a Ref."""

    def __init__(self, context: Context, parent: QWidget | None, one: Talent) -> None:
        name = words.named_talent(one)
        super().__init__(tr("Put {name} forward").format(name=name), parent, width=460)
        self._context, self._talent = context, one
        self._rows: dict[int, ProposalRow] = {}
        if one.do_not_pitch:
            self.say(
                tr("Marked as do not pitch: {reason}").format(reason=one.do_not_pitch_reason), "bad"
            )
        self.form = Form(framed=True, label_width=100)
        self.proposal = ChoiceField([])
        self.form.add("proposal", tr("Proposal"), self.proposal, required=True)
        self.form.add("why", tr("Why"), LongTextField(lines=2, limit=1000))
        self.form.add("why_zh", tr("Why, in Chinese"), LongTextField(lines=2, limit=1000))
        self.add(self.form)
        self.set_primary(tr("Put forward"))
        self.set_ready(False)
        self.confirmed.connect(self._on_confirmed)
        context.tasks.ask(
            proposals.ids(ProposalFilter(states=OPEN, sort="changed", descending=True)),
            owner=self,
            then=self._on_ids,
        )

    def _on_ids(self, ids: list[int]) -> None:
        if not ids:
            self.set_ready(False, tr("No proposal is being written."))
            return
        self._context.tasks.ask(proposals.rows(ids[:50]), owner=self, then=self._on_rows)

    def _on_rows(self, rows: dict[int, ProposalRow]) -> None:
        self._rows = rows
        language = self._context.language
        choices = [
            Choice(
                key,
                pick(row.title, row.title_zh, language) or row.number,
                fact=pick(row.client, row.client_zh, language),
            )
            for key, row in rows.items()
        ]
        self.proposal.set_choices(choices)
        if choices:
            self.form.set_value({"proposal": choices[0].value})
        self.set_ready(bool(choices))

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        values = self.form.value()
        one = self._talent
        given: dict[str, object] = {
            "talent_id": one.id,
            "why": values["why"],
            "why_zh": values["why_zh"],
        }
        read = next((mark for mark in one.accounts if _is_meant(mark, one)), None)
        if read is not None:
            given |= {
                "platform": read.platform,
                "followers": one.followers,
                "as_of": one.as_of,
            }
        self.set_busy(True)
        self._context.tasks.run(
            proposals.add_creator(self._rows[values["proposal"]].version_id, given),
            owner=self,
            then=self._on_done,
            failed=self._on_refused,
        )

    def _on_done(self, _key: int) -> None:
        self.said.emit(tr("Put forward"), True)
        self.open_requested.emit(Ref("proposal", int(self.form.value()["proposal"])))
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)


def _is_meant(account: Account, one: Talent) -> bool:
    """Say whether it is this account's followers that somebody is known by."""
    reading = account.reading
    return (
        account.state != "closed"
        and reading is not None
        and (reading.followers, reading.as_of) == (one.followers, one.as_of)
    )
