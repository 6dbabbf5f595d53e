"""What is particular to a character, crew or somebody with an agency, and where it is edited."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studio.domain import talent as rules
from studio.domain.names import pick
from studio.domain.talent.profiles import AGENCY_KINDS, TECHNIQUES
from studio.errors import StudioError
from studio.services import talent
from studio.services.operation import Command
from studio.services.talent import Agency, Crew, Talent, Virtual
from ui.context import Context
from ui.language import long_date, money, percent, short_date, text, tr
from ui.talent.profiling import AgencyDialog, CrewDialog, ProfileDialog, VirtualDialog
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.facts import Facts
from ui.widgets.labels import label


class ProfilePart(QWidget):
    """Facts of a character or crew and who represents somebody, with the way to change them."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._talent: Talent | None = None
        self._dialog: ProfileDialog | None = None
        self._rows = vbox(self, gap=6)

    def show_talent(self, one: Talent) -> None:
        """Show another person."""
        self._talent = one
        clear(self._rows)
        facts = Facts(label_width=112)
        if one.virtual is not None:
            self._virtual(facts, one.virtual)
        if one.crew is not None:
            self._crew(facts, one.crew)
        for agency in one.agencies:
            facts.add(text(AGENCY_KINDS[agency.kind]), self._agency(agency))
        self._rows.addWidget(facts)
        if self._context.read_only or one.archived:
            return
        row = hbox(None, gap=4)
        if one.kind in ("virtual", "crew"):
            edit = Button(tr("Edit profile"), "link", "pencil-simple", height=24)
            edit.clicked.connect(self.edit)
            row.addWidget(edit)
        link = Button(tr("Link agency"), "link", "plus", height=24)
        link.clicked.connect(self.link)
        row.addWidget(link)
        row.addStretch(1)
        self._rows.addLayout(row)

    def edit(self) -> None:
        """Ask for what a character or somebody in the crew has besides."""
        if self._talent is not None:
            made = VirtualDialog if self._talent.kind == "virtual" else CrewDialog
            self._open(made(self._context, self.window(), self._talent))

    def link(self) -> None:
        """Ask who represents this person from a day on."""
        if self._talent is not None:
            self._open(AgencyDialog(self._context, self.window(), self._talent))

    def change(self, agency: Agency) -> None:
        """Ask what changed about an agency."""
        if self._talent is not None:
            self._open(AgencyDialog(self._context, self.window(), self._talent, agency))

    def _open(self, dialog: ProfileDialog) -> None:
        dialog.said.connect(self.said)
        self._dialog = dialog
        dialog.open()

    def _agency(self, agency: Agency) -> QWidget:
        name = pick(agency.name, agency.name_zh, self._context.language)
        since = tr("{name}, since {day}").format(name=name, day=long_date(agency.first_on))
        if agency.last_on is not None:
            since = tr("{name}, {first} to {last}").format(
                name=name, first=long_date(agency.first_on), last=long_date(agency.last_on)
            )
        if agency.rebate != "none":
            since = tr("{words}, rebate {share}").format(
                words=since, share=percent(agency.rebate_share)
            )
        holder = QWidget()
        row = hbox(holder, gap=4)
        row.addWidget(label(since, "body", "text", wrap=True, selectable=True), 1)
        if not self._context.read_only:
            menu = MenuButton("", "dots-three", kind="bare", caret=False, height=24)
            menu.setAccessibleName(tr("What to do with {name}").format(name=name))
            menu.entries.add(tr("Change …"), data=("change", agency.id), icon="pencil-simple")
            if agency.active:
                menu.entries.add(tr("End today"), data=("end", agency.id), icon="calendar-x")
            menu.entries.add(tr("Remove"), data=("remove", agency.id), icon="trash")
            menu.picked.connect(self.do)
            row.addWidget(menu, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def do(self, chosen: Any) -> None:
        """Carry out what was chosen for an agency: ("end", 4)."""
        act, key = chosen
        for agency in self._talent.agencies if self._talent is not None else ():
            if agency.id == key and act == "change":
                self.change(agency)
            elif agency.id == key and act == "end":
                self._run(talent.end_agency(agency.id, version=agency.version), self._on_ended)
            elif agency.id == key:
                self._run(talent.remove_agency(agency.id, version=agency.version), self._on_removed)

    def _run(self, command: Command[Any], then: Any) -> None:
        self._context.tasks.run(command, owner=self, then=then, failed=self._on_refused)

    def _on_ended(self, _version: int) -> None:
        self.said.emit(tr("Agency ended"), True)

    def _on_removed(self, _nothing: object) -> None:
        self.said.emit(tr("Agency removed"), True)

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)

    def _crew(self, facts: Facts, crew: Crew) -> None:
        if crew.day_rate is not None:
            facts.add(tr("Day rate"), money(crew.day_rate))
        crafts = [text(rules.DISCIPLINES[craft]) for craft in crew.disciplines]
        facts.add(tr("Crafts"), tr(", ", "between facts").join(crafts))
        facts.add(tr("Overtime"), f"× {crew.overtime.normalize():f}")
        if crew.kit:
            facts.add(tr("Kit"), crew.kit)
        if crew.insured_until is not None:
            today = self._context.clock.today()
            facts.add(tr("Insured until"), short_date(crew.insured_until, today))

    def _virtual(self, facts: Facts, virtual: Virtual) -> None:
        today = self._context.clock.today()
        said_always = pick(virtual.label, virtual.label_zh, self._context.language)
        for name, value in (
            (tr("Label, always"), said_always),
            (tr("Technique"), text(TECHNIQUES.get(virtual.technique))),
            (tr("Owner of the IP"), virtual.ip_owner),
            (tr("Operator"), virtual.operator),
            (tr("Voice"), virtual.voice_source),
            (tr("Person beneath"), virtual.underlying_person),
            (tr("Consent"), virtual.consent),
            (tr("Allowed"), virtual.allowed),
            (tr("Forbidden"), virtual.forbidden),
        ):
            if value:
                facts.add(name, value)
        for name, day in (
            (tr("Model licence"), virtual.model_until),
            (tr("Voice licence"), virtual.voice_until),
        ):
            if day is not None:
                said = tr("until {day}").format(day=long_date(day))
                facts.add(name, tr("{words}, over").format(words=said) if day < today else said)
