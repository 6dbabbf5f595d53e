"""The accounts of somebody in the pane: followers, growth, line, hints; their readings."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.domain.platforms import badge, platform_name
from studio.domain.talent.accounts import SOURCES, STATES
from studio.domain.talent.growth import Jump
from studio.domain.talent.quality import Hint
from studio.errors import Invalid, StudioError
from studio.services import talent
from studio.services.talent import Account, AudienceRow
from ui.context import Context
from ui.forms.fields import CheckField, ChoiceField, TextField
from ui.forms.form import Form
from ui.language import long_date, number, text, tr
from ui.talent import audience, words
from ui.talent.audience import AudienceDialog
from ui.talent.daily import DayDialog
from ui.talent.forms import refused
from ui.talent.painting import Spark
from ui.talent.readings import ReadingDialog, ReadingsDialog
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.buttons import Button, icon_button
from ui.widgets.chips import Badge
from ui.widgets.dialogs import Dialog
from ui.widgets.facts import Facts
from ui.widgets.labels import Glyph, label
from ui.widgets.picks import Choice


class AccountsPart(QWidget):
    """One block per account, the biggest first."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._talent_id = 0
        self._dialog: Dialog | None = None
        self._rows = vbox(self, gap=10)

    def show_accounts(self, talent_id: int, accounts: Sequence[Account]) -> None:
        """Show the accounts of somebody."""
        self._talent_id = talent_id
        clear(self._rows)
        if not accounts:
            self._rows.addWidget(label(tr("No account yet."), "small", "text3"))
        for account in accounts:
            self._rows.addWidget(_AccountBlock(account, self))
        if not self._context.read_only:
            add = Button(tr("Add account"), "link", "plus", height=24)
            add.clicked.connect(self.add)
            self._rows.addLayout(hbox(None, add, STRETCH))

    def add(self) -> None:
        """Ask for a new account."""
        self._open(AccountDialog(self._context, self.window(), self._talent_id))

    def read(self, account: Account) -> None:
        """Ask what an account's page says today."""
        self._open(ReadingDialog(self._context, self.window(), account))

    def readings(self, account: Account) -> None:
        """Show every reading of an account."""
        self._open(ReadingsDialog(self._context, self.window(), account))

    def change(self, account: Account) -> None:
        """Ask for an account's facts."""
        self._open(AccountDialog(self._context, self.window(), self._talent_id, account))

    def audience(self, account: Account) -> None:
        """Ask who follows an account."""
        self._open(AudienceDialog(self._context, self.window(), account))

    def hints(self, account: Account) -> None:
        """Show every hint on the figures with its sum."""
        self._open(HintsDialog(account, self.window()))

    def _open(self, dialog: Dialog) -> None:
        if isinstance(dialog, AccountDialog | DayDialog | ReadingsDialog):
            dialog.said.connect(self.said)
        self._dialog = dialog
        dialog.open()


class _AccountBlock(QWidget):
    """One account."""

    def __init__(self, account: Account, part: AccountsPart) -> None:
        super().__init__()
        self._account = account
        self._part = part
        name = platform_name(account.platform, part._context.language)  # noqa: SLF001  its own part
        head = hbox(None, Badge(badge(account.platform), name), gap=8)
        reading = account.reading
        if reading is not None:
            head.addWidget(label(number(reading.followers), "name"))
            if (growth := account.growth) is not None and growth.absolute:
                ink = "good" if growth.absolute > 0 else "bad"
                change = tr("{change} in {days} days").format(
                    change=f"{growth.absolute:+,}", days=growth.days
                )
                head.addWidget(label(change, "small", ink))
        else:
            head.addWidget(label(tr("not read yet"), "body", "text3"))
        head.addStretch(1)
        head.addWidget(Spark(account.line, tr("Followers over 90 days"), width=72))
        foot = hbox(None, label(self._facts(), "small", "text3", wrap=True), gap=6)
        foot.setStretch(0, 1)
        for icon, name, slot in (
            ("note-pencil", tr("Put down a reading"), self._on_read_clicked),
            ("users", tr("Put down the audience"), self._on_audience_clicked),
            ("pencil-simple", tr("Change account"), self._on_change_clicked),
        ):
            button = icon_button(icon, name, height=24)
            button.clicked.connect(slot)
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = vbox(self, head, foot, gap=2)
        if account.audience is not None:
            column.addLayout(_audience_rows(account.audience))
        for hint in account.quality.raised:
            column.addLayout(_hint_row(hint))
        for jump in account.jumps:
            if jump.explained:
                column.addLayout(_explained_row(jump))
        if reading is not None:
            level = text(account.quality.summary)
            more = Button(tr("Figures: {level}").format(level=level), "link", height=22)
            more.clicked.connect(self._on_hints_clicked)
            column.addLayout(hbox(None, more, STRETCH, self._readings_link()))

    def _readings_link(self) -> Button:
        odd = any(not jump.explained for jump in self._account.jumps)
        words = tr("Explain …") if odd else tr("Readings")
        made = Button(words, "link", height=22)
        made.clicked.connect(self._on_readings_clicked)
        return made

    def _facts(self) -> str:
        account = self._account
        shown = f"@{account.handle}"
        if account.state != "active":
            shown = tr("{handle}, {state}").format(handle=shown, state=text(STATES[account.state]))
        if account.reading is None:
            return shown
        source = text(SOURCES.get(account.reading.source))
        read = tr("Read on {day}, {source}.").format(
            day=long_date(account.reading.as_of), source=source
        )
        starts = tr("Tier {tier} starts at {least}.").format(
            tier=words.tier(account.tier), least=number(account.tier_from)
        )
        return f"{shown}\n{read} {starts}"

    def _on_read_clicked(self) -> None:
        self._part.read(self._account)

    def _on_change_clicked(self) -> None:
        self._part.change(self._account)

    def _on_audience_clicked(self) -> None:
        self._part.audience(self._account)

    def _on_hints_clicked(self) -> None:
        self._part.hints(self._account)

    def _on_readings_clicked(self) -> None:
        self._part.readings(self._account)


def _audience_rows(row: AudienceRow) -> QVBoxLayout:
    facts = Facts(label_width=72, gap=2)
    for name, shown in audience.lines(row):
        facts.add(name, label(shown, "small", "text2", wrap=True))
    return vbox(None, label(audience.dated(row), "small", "text3"), facts, gap=2)


def _hint_row(hint: Hint) -> QHBoxLayout:
    row = hbox(None, gap=6)
    row.addWidget(Glyph("warning", "warn", 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text(hint.reason), "small", "text2", wrap=True), 1)
    return row


def _explained_row(jump: Jump) -> QHBoxLayout:
    said = tr("{day}: {change} in a day, explained: {note}").format(
        day=long_date(jump.end.day), change=f"{int(jump.daily):+,}", note=jump.explained
    )
    row = hbox(None, gap=6)
    row.addWidget(Glyph("check-circle", "good", 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(said, "small", "text2", wrap=True), 1)
    return row


class HintsDialog(Dialog):
    """Every signal on an account's figures, with its weight and its sum."""

    def __init__(self, account: Account, parent: QWidget | None) -> None:
        super().__init__(tr("Hints on the figures of @{handle}").format(handle=account.handle),
                         parent, width=560)  # fmt: skip
        quality = account.quality
        raised = sum(hint.weight for hint in quality.raised)
        self.lead(
            tr("{score} of 100: {level}. Hints with their sums, never a verdict.").format(
                score=raised, level=text(quality.summary)
            )
        )
        for hint in quality.hints:
            glyphs = {"raised": ("warning", "warn"), "clear": ("check-circle", "good")}
            icon, ink = glyphs.get(hint.state, ("question", "text3"))
            row = hbox(None, gap=10)
            row.addWidget(Glyph(icon, ink, 16), 0, Qt.AlignmentFlag.AlignTop)
            named = tr("{code} {name}, weight {weight}").format(
                code=hint.code, name=words.named(hint.name), weight=hint.weight
            )
            said = vbox(
                None,
                label(named, "label", "text", wrap=True),
                label(text(hint.reason), "small", "text2", wrap=True),
                gap=1,
            )
            row.addLayout(said, 1)
            self.body.addLayout(row)
        self.set_primary(tr("Close"))
        self.set_cancel(tr("Close")).hide()
        self.confirmed.connect(self.accept)


class AccountDialog(Dialog):
    """Asks for an account: on which platform, under which name."""

    said = Signal(str, bool)
    """Emitted when the account was kept."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        talent_id: int,
        account: Account | None = None,
    ) -> None:
        super().__init__(tr("Change account") if account else tr("Add account"), parent, width=440)
        self._context = context
        self._talent_id = talent_id
        self._account = account
        self.form = Form(framed=True, label_width=120)
        self.form.add("platform", tr("Platform"), ChoiceField(words.platform_choices()))
        self.form.add("handle", tr("Handle"), TextField(limit=80), required=True)
        self.form.add("url", tr("Link"), TextField(limit=300))
        self.form.add("uid", tr("Account no."), TextField(limit=80))
        self.form.add(
            "language", tr("Language"), ChoiceField(words.language_choices(), none=tr("Not said"))
        )
        states = [Choice(code, text(said)) for code, said in STATES.items()]
        self.form.add("state", tr("State"), ChoiceField(states))
        self.form.add("mcn_bound", "", CheckField(tr("Bound to an agency on the platform")))
        values = (
            {name: getattr(account, name) for name in self.form.names()}
            if account
            else {"platform": "xiaohongshu", "state": "active"}
        )
        self.form.set_value({**values, "uid": values.get("uid") or ""})
        self.add(self.form)
        self.set_primary(tr("Keep"))
        self._remove = self.add_other(tr("Remove"))
        self._remove.setVisible(account is not None)
        self._close = self.add_other(tr("Close the account"))
        self._close.hide()
        self._close.clicked.connect(self._on_close_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("handle")

    def _on_remove_clicked(self) -> None:
        if self._account is not None:
            self.form.clear_errors()
            made = talent.remove_account(self._account.id, version=self._account.version)
            run = self._context.tasks.run
            run(made, owner=self, then=self._on_removed, failed=self._on_not_removed)

    def _on_removed(self, _nothing: None) -> None:
        self.said.emit(tr("Account removed"), True)
        self.accept()

    def _on_not_removed(self, error: StudioError) -> None:
        """Say why it has to stay, and offer to close it instead."""
        refused(self, self.form, error)
        if isinstance(error, Invalid):
            self._remove.hide()
            self._close.show()

    def _on_close_clicked(self) -> None:
        self.form.set_value({"state": "closed"})
        self._on_confirmed()

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        values = {**self.form.value(), "language": self.form.value()["language"] or ""}
        self.set_busy(True)
        made = (
            talent.change_account(self._account.id, version=self._account.version, values=values)
            if self._account
            else talent.add_account(self._talent_id, values)
        )
        self._context.tasks.run(made, owner=self, then=self._on_kept, failed=self._on_refused)

    def _on_kept(self, _key: int) -> None:
        self.said.emit(tr("Account kept"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)
