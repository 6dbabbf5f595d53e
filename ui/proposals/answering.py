"""Dialogs after a proposal went out: the client's answer, and what an acceptance makes."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QWidget

from studio.domain import briefs as brief_rules
from studio.domain import projects as project_rules
from studio.domain import proposals as rules
from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services.acceptance import Made, Plan
from studio.services.proposals import OptionRow, Proposal
from ui.context import Context, Ref
from ui.forms.fields import CheckField, ChoiceField, DateField, LongTextField, TextField
from ui.forms.form import Form
from ui.language import language, money, percent, text, tr, trn
from ui.proposals.picking import PickRow
from ui.proposals.words import client_of
from ui.widgets.boxes import STRETCH, frame, hbox, vbox
from ui.widgets.buttons import Button, Segment, Segments
from ui.widgets.checks import Check
from ui.widgets.dialogs import Dialog
from ui.widgets.files import FileDrop
from ui.widgets.labels import Glyph, label
from ui.widgets.picks import Choice

ACCEPTED, DECLINED = "accepted", "declined"


class AnswerDialog(Dialog):
    """Records who answered what, when, how, and what proves it."""

    answered = Signal(str, dict)
    """Emitted when the answer is to be kept: accepted or declined, and its facts."""

    def __init__(self, context: Context, proposal: Proposal, parent: QWidget) -> None:
        super().__init__(tr("Record the answer"), parent, width=540)
        self._context = context
        self._version = proposal.shown
        self._file: Path | None = None
        self._picker: QFileDialog | None = None
        self.kind = Segments(
            [
                Segment(ACCEPTED, tr("Accepted"), "check-circle"),
                Segment(DECLINED, tr("Declined"), "x-circle"),
            ],
            name=tr("Answer"),
        )
        self.say(
            tr("{client}, {number}, version {no}").format(
                client=client_of(proposal), number=proposal.number, no=self._version.no
            )
        )
        self.add(self.kind)
        self._make_options()
        self.form = self._made_form(proposal)
        self.add(self.form)
        self._make_evidence()
        self.kind.chosen.connect(self._on_kind)
        self.confirmed.connect(self._on_confirmed)
        self._on_kind(ACCEPTED)

    # -- building -------------------------------------------------------------------------------

    def _make_options(self) -> None:
        """One of each exclusive group, any of the add-ons."""
        self._picks: dict[str, PickRow] = {}
        self._addons: dict[str, Check] = {}
        self._options = QWidget()
        column = vbox(self._options, gap=6)
        sums = {one.letter: money(one.net) for one in self._version.sums}
        options = [one for one in self._version.options if not one.addon]
        for name in dict.fromkeys(one.group for one in options):
            group = QButtonGroup(self)
            for option in (one for one in options if one.group == name):
                title = pick(option.title, option.title_zh, language())
                mark = tr("suggested") if option.advised else ""
                row = PickRow(option.letter, title, sums[option.letter], mark)
                row.setChecked(option.letter == self._version.advised)
                group.addButton(row)
                self._picks[option.letter] = row
                column.addWidget(row)
        for option in self._version.options:
            if option.addon:
                words = tr("Add-on {letter}").format(letter=option.letter)
                check = Check(f"{words}  {pick(option.title, option.title_zh, language())}")
                self._addons[option.letter] = check
                column.addLayout(hbox(None, check, STRETCH, label(_cost(option), "body", "text2")))
        self.add(self._options)

    def _made_form(self, proposal: Proposal) -> Form:
        form = Form(framed=True, label_width=112)
        today = self._context.clock.today()
        form.add("by", tr("Answered by"), TextField(limit=120))
        form.add("on", tr("When"), DateField(today))
        channels = [Choice(code, text(words)) for code, words in rules.CHANNELS.items()]
        form.add("channel", tr("How"), ChoiceField(channels, none=tr("Choose")))
        reasons = [Choice(code, text(words)) for code, words in brief_rules.LOST_REASONS.items()]
        form.add("reason", tr("Why not"), ChoiceField(reasons, none=tr("Choose")))
        form.add("note", tr("In their words"), LongTextField(lines=2))
        form.set_value({"by": proposal.contact, "on": today, "channel": "mail"})
        return form

    def _make_evidence(self) -> None:
        self._drop = frame()
        self._drop.setProperty("box", "note")
        self._drop.setMinimumHeight(44)
        self._named = label(tr("Drop the signed copy or the mail here"), "body", "text3")
        choose = Button(tr("Choose a file"), height=28)
        choose.clicked.connect(self._on_choose)
        hbox(self._drop, Glyph("paperclip", "text3"), self._named, STRETCH, choose,
             margins=(12, 6, 8, 6))  # fmt: skip
        self._files = FileDrop(self._drop)
        self._files.dropped.connect(self._on_dropped)
        self.add(self._drop)

    # -- what is chosen -------------------------------------------------------------------------

    def _on_kind(self, kind: str) -> None:
        accepted = kind == ACCEPTED
        self._options.setVisible(accepted)
        self._drop.setVisible(accepted)
        self.form.row("reason").set_shown(not accepted)
        self.set_primary(tr("Record acceptance") if accepted else tr("Record refusal"))
        self._fit_dialog()

    def letters(self) -> str:
        """Return the letters that are chosen."""
        chosen = [letter for letter, one in self._picks.items() if one.isChecked()]
        chosen += [letter for letter, one in self._addons.items() if one.isChecked()]
        return "".join(chosen)

    def choose(self, letters: str) -> None:
        """Choose options and add-ons by their letters."""
        for letter, row in self._picks.items():
            if letter in letters:
                row.setChecked(True)
        for letter, check in self._addons.items():
            check.setChecked(letter in letters)

    def _on_choose(self) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._picker = QFileDialog(self, tr("The answer as a file"), home)
        self._picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._picker.fileSelected.connect(self.take_file)
        self._picker.open()

    def _on_dropped(self, files: list[Path]) -> None:
        if files:
            self.take_file(str(files[0]))

    def take_file(self, path: str) -> None:
        """Take a file as the proof of the answer."""
        self._file = Path(path)
        self._named.setText(self._file.name)
        self._named.set_ink("text")

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        values: dict[str, Any] = self.form.value()
        values["channel"] = values["channel"] or ""
        values["reason"] = values["reason"] or ""
        values["letters"], values["file"] = self.letters(), self._file
        self.set_busy(True)
        self.answered.emit(self.kind.current(), values)

    def refuse(self, error: StudioError) -> None:
        """Show why the answer was not kept; what was typed stays."""
        self.set_busy(False)
        names = {"answered_by": "by", "answered_on": "on", "answer_channel": "channel"}
        if isinstance(error, Invalid):
            errors = {names.get(name, name): words for name, words in error.fields.items()}
            strange = self.form.show_errors(errors)
            if not strange:
                return
            self.set_problem(next(iter(strange.values())))
            return
        self.set_problem(error.message)


def _cost(option: OptionRow) -> str:
    """Return what an add-on costs, as far as it can be said before an option is taken."""
    if option.percent is not None:
        return f"+{percent(option.percent)}"
    return f"+{money(option.price)}" if option.price is not None else ""


class AcceptDialog(Dialog):
    """One dialog, four ticks: project, schedule, deliverables, deposit invoice."""

    make_wished = Signal(dict)
    """Emitted when it is to be made; carries project, schedule, deliverables and invoice."""

    def __init__(self, context: Context, plan: Plan, parent: QWidget) -> None:
        super().__init__(tr("Accepted. Make it happen"), parent, width=540)
        self.plan = plan
        now = language()
        client = pick(plan.client, plan.client_zh, now)
        self.say(
            tr("{client} took {letters}: {sum}.").format(
                client=client, letters=", ".join(plan.letters), sum=money(plan.net)
            )
        )
        self.project = CheckField(tr("Make the project"), checked=True)
        self.schedule = CheckField("", checked=True)
        pieces = trn("Make {n} deliverable", "Make {n} deliverables", plan.pieces)
        self.pieces = CheckField(pieces, checked=plan.pieces > 0)
        self.deposit = CheckField(self._deposit_words(), checked=plan.deposit is not None)
        self.form = self._made_form(context)
        self.add(self.project, self.form, self.schedule, self.pieces)
        for title, title_zh, count in plan.lines:
            words = f"{count} × {pick(title, title_zh, now)}"
            row = QWidget()
            hbox(row, label(words, "small", "text3", wrap=True), margins=(26, 0, 0, 0))
            self.add(row)
        self.add(self.deposit)
        self.say(tr("All of it can be taken back until something is issued."), "text3")
        self.set_primary(tr("Make it"))
        self.set_cancel(tr("Later"))
        self.form.committed.connect(self._on_project)
        self.project.committed.connect(self._on_project)
        self.confirmed.connect(self._on_confirmed)
        if plan.refused is not None:
            self.set_ready(False, text(plan.refused))
        self._on_project()

    def _deposit_words(self) -> str:
        plan = self.plan
        if plan.deposit is None:
            return tr("No part is due on acceptance")
        title = pick(plan.deposit_title, plan.deposit_title_zh, language())
        return tr("Draft the invoice: {part}, {sum} before tax").format(
            part=title, sum=money(plan.deposit)
        )

    def _schedule_words(self, template: tuple[str, str, int] | None) -> str:
        if template is None:
            return tr("This kind of project has no schedule template")
        name, name_zh, count = template
        tasks = trn("{n} task", "{n} tasks", count)
        return tr("Make the schedule: {name}, {tasks}").format(
            name=pick(name, name_zh, language()), tasks=tasks
        )

    def _made_form(self, context: Context) -> Form:
        form = Form(framed=True, label_width=112)
        form.add("name", tr("Name"), TextField(), required=True)
        form.add("name_zh", tr("In Chinese"), TextField())
        kinds = [Choice(code, text(words)) for code, words in project_rules.KINDS.items()]
        form.add("kind", tr("Kind"), ChoiceField(kinds))
        form.add("start_on", tr("Starts on"), DateField(context.clock.today()))
        plan = self.plan
        form.set_value(
            {
                "name": plan.name,
                "name_zh": plan.name_zh,
                "kind": plan.kind,
                "start_on": plan.start_on,
            }
        )
        return form

    def _on_project(self) -> None:
        """Without a project there is nothing to hang pieces and an invoice on."""
        on = self.project.value()
        self.form.setEnabled(on)
        template = self.plan.schedules.get(self.form.value()["kind"])
        self.schedule.setEnabled(on and template is not None)
        self.schedule.setText(self._schedule_words(template))
        self.pieces.setEnabled(on and self.plan.pieces > 0)
        self.deposit.setEnabled(on and self.plan.deposit is not None)
        if self.plan.refused is None:
            self.set_ready(on, "" if on else tr("Nothing is ticked."))

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        self.set_busy(True)
        self.make_wished.emit(
            {
                "project": self.form.value(),
                "schedule": self.schedule.isEnabled() and self.schedule.value(),
                "deliverables": self.pieces.isEnabled() and self.pieces.value(),
                "invoice": self.deposit.isEnabled() and self.deposit.value(),
            }
        )

    def refuse(self, error: StudioError) -> None:
        """Show why nothing was made."""
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


class MadeDialog(Dialog):
    """What was made, with ways to each."""

    open_wished = Signal(object)
    """Emitted when something that was made is to be opened; carries a Ref."""

    def __init__(self, made: Made, parent: QWidget) -> None:
        super().__init__(tr("Made"), parent, width=440)
        self._made = made
        name = pick(made.name, made.name_zh, language())
        self._add_row(
            "stack", tr("Project {number}, {name}").format(number=made.number, name=name),
            Ref("project", made.project_id),
        )  # fmt: skip
        if made.deliverables:
            words = trn("{n} deliverable", "{n} deliverables", len(made.deliverables))
            self._add_row("film-strip", words, Ref("deliverable", made.deliverables[0]))
        if made.tasks:
            words = trn("{n} task on the schedule", "{n} tasks on the schedule", len(made.tasks))
            self._add_row("chart-bar-horizontal", words, Ref("task", made.tasks[0]))
        if made.invoice_id and made.invoice_net is not None:
            words = tr("Draft of the deposit invoice, {sum} before tax")
            self._add_row(
                "receipt", words.format(sum=money(made.invoice_net)),
                Ref("invoice", made.invoice_id),
            )  # fmt: skip
        self.say(tr("Undo takes all of it back until something is issued."), "text3")
        self.set_primary(tr("Open the project"))
        self.set_cancel(tr("Close"))
        self.confirmed.connect(self._on_confirmed)

    def _add_row(self, icon: str, words: str, ref: Ref) -> None:
        row = QWidget()
        link = Button(words, "link", height=28)
        link.setProperty("noun", ref.noun)
        link.setProperty("record", ref.id)
        link.clicked.connect(self._on_link)
        hbox(row, Glyph(icon, "text3"), link, STRETCH)
        self.add(row)

    def _on_link(self) -> None:
        link = self.sender()
        if link is not None:
            self.accept()
            self.open_wished.emit(Ref(str(link.property("noun")), int(link.property("record"))))

    def _on_confirmed(self) -> None:
        self.accept()
        self.open_wished.emit(Ref("project", self._made.project_id))


class WithdrawDialog(Dialog):
    """Asks why a proposal is taken back."""

    reason_given = Signal(str)
    """Emitted when a reason was typed."""

    def __init__(self, proposal: Proposal, parent: QWidget) -> None:
        title = tr("Withdraw {number}").format(number=proposal.number)
        super().__init__(title, parent, width=480)
        self.say(tr("The client can no longer accept this version."))
        self.form = Form(framed=True, stacked=True)
        self.form.add("reason", tr("Reason"), TextField(limit=1000), required=True)
        self.add(self.form)
        self.set_primary(tr("Withdraw"), danger=True)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        if self.form.complete():
            self.set_busy(True)
            self.reason_given.emit(str(self.form.value()["reason"]))

    def refuse(self, error: StudioError) -> None:
        """Show why it was not done."""
        self.set_busy(False)
        self.set_problem(error.message)
