"""One client with one talent: next step, fatigue, results, jobs and pieces."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.domain import deliverables
from studio.domain.names import pick
from studio.domain.partnerships import OFTEN
from studio.services import partnerships
from studio.services.operation import Command
from studio.services.partnerships import Partnership, Work
from studio.services.studio import PersonRow
from ui.context import Context, Ref
from ui.forms.fields import ChoiceField, DateField, LongTextField, MultiField
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.language import long_date, money, number, short_date, text, tr, trn
from ui.partnerships import words
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip, Meter
from ui.widgets.facts import Facts
from ui.widgets.inspector import Inspector, Tab
from ui.widgets.labels import label
from ui.widgets.picks import Choice


class PartnershipPane(Inspector):
    """Shows and edits one partnership."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    result_wished = Signal(int)
    """Emitted when figures of a piece are to be noted; carries the piece's id."""

    def __init__(self, context: Context) -> None:
        super().__init__(width=0)
        self.context = context
        self.one: Partnership | None = None
        self.saver = Saver(context.tasks, self._change)
        self.saver.refused.connect(self.refused)
        today = context.clock.today()
        self.form = Form(label_width=112)
        self._owner = ChoiceField([], none=tr("nobody yet"))
        self.form.add("renewal_on", tr("Renewal"), DateField(today))
        self.form.add("next_step", tr("Next step"), LongTextField(limit=200, lines=1))
        self.form.add("next_on", tr("Due"), DateField(today))
        self.form.add("owner_id", tr("Owner", "of a record"), self._owner)
        self.form.add("stands_for", tr("Shared values"), MultiField(free=True))
        self.form.add("note", tr("Note"), LongTextField(lines=2))
        self.saver.follow(self.form)
        self._tired = Facts(label_width=150)
        self._results = Facts(label_width=150)
        self._jobs = vbox(None, gap=4)
        self._works = vbox(None, gap=4)
        self._build()

    def _build(self) -> None:
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.saver)
        self.client_button = Button(tr("Client"), icon="buildings")
        self.talent_button = Button(tr("Talent"), icon="user-rectangle")
        self.client_button.clicked.connect(self._on_client_clicked)
        self.talent_button.clicked.connect(self._on_talent_clicked)
        self.set_buttons(self.client_button, self.talent_button)
        self.set_tabs([Tab("now", tr("Now")), Tab("jobs", tr("Jobs")), Tab("works", tr("Pieces"))])
        self.section(tr("Next"), tab="now").add(self.form)
        self.section(tr("How often, how recently"), tab="now").add(self._tired)
        self.section(tr("Results"), tab="now").add(self._results)
        self.section(tr("Jobs"), tab="jobs").body.addLayout(self._jobs)
        self.section(tr("Pieces"), tab="works").body.addLayout(self._works)

    def set_people(self, people: list[PersonRow]) -> None:
        """Take who can look after a partnership."""
        language = self.context.language
        self._owner.set_choices(
            [Choice(row.id, pick(row.name, row.name_zh, language)) for row in people]
        )

    def show_one(self, one: Partnership) -> None:
        """Show one partnership."""
        self.one = one
        pair, language = one.pair, self.context.language
        # The record kept may not be there yet: the pair stands for it.
        self.saver.show_record(pair.client_id * 1_000_000 + pair.talent_id, one.version)
        client = pick(pair.client, pair.client_zh, language)
        talent = pick(pair.talent, pair.talent_zh, language)
        self.set_head(pair.code, tr("{talent} for {client}").format(talent=talent, client=client))
        self.set_chips(Chip(pair.fatigue.role, text(pair.fatigue.words)))
        self.form.set_value(
            {
                "renewal_on": pair.renewal_on,
                "next_step": pair.next_step,
                "next_on": pair.next_on,
                "owner_id": one.owner_id,
                "stands_for": one.stands_for,
                "note": one.note,
            }
        )
        self.form.set_locked(self.context.read_only)
        self._show_tired(one)
        self._show_results(one)
        self._show_jobs(one)
        self._show_works(one)

    def _show_tired(self, one: Partnership) -> None:
        facts, tired = self._tired, one.pair.fatigue
        facts.clear()
        today = self.context.clock.today()
        facts.add(tr("Last piece"), words.ago(tired.last_on, today))
        quarter = Meter()
        often = trn("{n} piece", "{n} pieces", tired.quarter)
        quarter.set(min(1.0, tired.quarter / OFTEN), often, tired.quarter >= OFTEN)
        holder = QWidget()
        hbox(holder, quarter, STRETCH)
        facts.add(tr("In the last 90 days"), holder)
        facts.add(tr("In the last year"), trn("{n} piece", "{n} pieces", tired.year))
        if tired.gap is not None:
            facts.add(tr("Between two pieces"), tr("{n} days").format(n=number(tired.gap)))
        if one.since is not None:
            facts.add(tr("Together since"), long_date(one.since))

    def _show_results(self, one: Partnership) -> None:
        facts, results = self._results, one.results
        facts.clear()
        facts.add(tr("Spend"), words.sums(one.pair.spend))
        facts.add(tr("On time"), words.share(one.on_time))
        facts.add(tr("At most one round"), words.share(one.first_pass))
        facts.add(tr("Measured"), trn("{n} piece", "{n} pieces", results.pieces))
        if results.pieces:
            facts.add(tr("Views"), number(results.views))
            facts.add(tr("Reactions by views"), words.share(results.engagement))
            facts.add(tr("Cost per thousand views"), words.costs(results.costs, "cpm"))
            facts.add(tr("Cost per reaction"), words.costs(results.costs, "cpe"))

    def _show_jobs(self, one: Partnership) -> None:
        clear(self._jobs)
        if not one.jobs:
            self._jobs.addWidget(label(tr("No job together yet."), "small", "text3"))
        for job in one.jobs:
            row = QWidget()
            name = Button(
                f"{job.number} {pick(job.name, job.name_zh, self.context.language)}", "link",
                height=24,
            )  # fmt: skip
            name.setProperty("ref", job.project_id)
            name.clicked.connect(self._on_job_clicked)
            out = tr("{out} of {n} out").format(out=job.out, n=job.pieces)
            hbox(row, name, STRETCH, label(out, "small", "text3"), label(money(job.spend), "body"),
                 Chip(job.state.role, text(job.state.label)))  # fmt: skip
            self._jobs.addWidget(row)

    def _show_works(self, one: Partnership) -> None:
        clear(self._works)
        if not one.works:
            self._works.addWidget(label(tr("No piece together yet."), "small", "text3"))
        for work in one.works:
            self._works.addWidget(self._work_row(work))

    def _work_row(self, work: Work) -> QWidget:
        title = pick(work.title, work.title_zh, self.context.language)
        day = short_date(work.day) if work.day else ""
        seen = (
            tr("{views} views, read {day}").format(
                views=number(work.views), day=short_date(work.measured_on)
            )
            if work.views is not None and work.measured_on is not None
            else tr("not measured")
        )
        names = vbox(
            None,
            label(f"{work.number} {title}", "body"),
            label(tr(", ", "between facts").join(one for one in (day, seen) if one), "small",
                  "text3"),
        )  # fmt: skip
        note = Button(tr("Note figures"), "link", height=24)
        note.setProperty("ref", work.id)
        note.setEnabled(not self.context.read_only)
        note.setVisible(work.state.code in deliverables.OUT)
        note.clicked.connect(self._on_note_clicked)
        row = QWidget()
        hbox(row, names, note, Chip(work.state.role, text(work.state.label))).setStretch(0, 1)
        return row

    def _change(self, _key: int, version: int, values: Mapping[str, Any]) -> Command[int]:
        pair = self.one.pair if self.one is not None else None
        given = {
            name: "" if value is None and name in ("next_step", "note") else value
            for name, value in values.items()
        }
        client_id, talent_id = (pair.client_id, pair.talent_id) if pair is not None else (0, 0)
        return partnerships.change(client_id, talent_id, version=version, values=given)

    def _on_job_clicked(self) -> None:
        self.open_requested.emit(Ref("project", int(self.sender().property("ref"))))

    def _on_note_clicked(self) -> None:
        self.result_wished.emit(int(self.sender().property("ref")))

    def _on_client_clicked(self) -> None:
        if self.one is not None:
            self.open_requested.emit(Ref("client", self.one.pair.client_id))

    def _on_talent_clicked(self) -> None:
        if self.one is not None:
            self.open_requested.emit(Ref("talent", self.one.pair.talent_id))
