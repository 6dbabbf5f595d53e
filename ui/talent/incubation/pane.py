"""One person's way: what the next stage needs, tests, plan with growth, money, every step."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.domain import incubation as rules
from studio.domain import vocabulary
from studio.domain.names import both, pick
from studio.services import incubation
from studio.services.incubation import Incubation, Test, Way
from studio.services.operation import Command
from studio.services.studio import PersonRow
from ui.context import Context, Ref
from ui.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LongTextField,
    TextField,
)
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.language import long_date, number, percent, relative_days, short_date, text, tr
from ui.talent import words
from ui.talent.incubation.chart import GrowthChart
from ui.talent.incubation.gates import GateRow, following
from ui.talent.incubation.money import MoneyPart
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.buttons import Button, MenuButton, icon_button
from ui.widgets.chips import Chip, OutlineChip
from ui.widgets.facts import HistoryList, HistoryRow
from ui.widgets.inspector import Inspector, Tab
from ui.widgets.labels import label
from ui.widgets.picks import Choice


class IncubationPane(Inspector):
    """Shows and edits one person's incubation."""

    act_wished = Signal(str, int)
    """Emitted when something is to be done: test, milestone, money, report, or with a row's id."""

    move_wished = Signal(str)
    """Emitted when the person is to go to another state; carries its code."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    def __init__(self, context: Context) -> None:
        super().__init__(width=372)
        self.context = context
        self.one: Incubation | None = None
        self.saver = Saver(context.tasks, _change)
        self.saver.refused.connect(self.refused)
        self.contact = Form(label_width=112)
        self.plan = Form(label_width=112)
        self.saver.follow(self.contact)
        self.saver.follow(self.plan)
        self._gates = vbox(None, gap=3)
        self._tests = vbox(None, gap=4)
        self._marks = vbox(None, gap=2)
        self._stones = vbox(None, gap=3)
        self.money = MoneyPart(context)
        self.money.act_wished.connect(self.act_wished)
        self._growth = label("", "small", "text2", wrap=True)
        self.chart = GrowthChart()
        self.history = HistoryList()
        self.move_button = MenuButton(tr("Move to"), height=30)
        self._build_forms([])
        self._build()

    def _build(self) -> None:
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.saver)
        self.move_button.setEnabled(not self.context.read_only)
        self.move_button.picked.connect(self._on_move_picked)
        self.open_button = Button(tr("Talent"), icon="user-rectangle")
        self.open_button.clicked.connect(self._on_open_clicked)
        self.next_button = Button("", "primary", "arrow-right")
        self.next_button.setEnabled(not self.context.read_only)
        self.next_button.clicked.connect(self._on_next_clicked)
        self.set_buttons(self.move_button, self.open_button)
        self.set_foot(self.next_button)
        if not self.context.read_only:
            self.more.add(tr("Add test"), data="test", icon="exam")
            self.more.add(tr("Add milestone"), data="milestone", icon="flag")
            self.more.add(tr("Book money"), data="money", icon="coins")
        self.more.add(tr("Test report"), data="report", icon="file-pdf")
        self.more.picked.connect(self._on_more_picked)
        self.set_tabs(
            [
                Tab("tests", tr("Tests")),
                Tab("plan", tr("Plan")),
                Tab("money", tr("Money")),
                Tab("steps", tr("Steps")),
            ]
        )
        self._section(tr("Next stage"), "tests", self._gates)
        self._section(tr("Marks"), "tests", self._marks)
        tests = self._section(tr("Tests"), "tests", self._tests)
        tests.add_to_head(self._act("test", tr("Add test")), self._act("report", tr("Report")))
        self.section(tr("Getting in touch"), tab="tests").add(self.contact)
        growth = self.section(tr("Growth against target"), tab="plan")
        growth.add(self.chart, self._growth)
        self.section(tr("Plan"), tab="plan").add(self.plan)
        stones = self._section(tr("Milestones"), "plan", self._stones)
        stones.add_to_head(self._act("milestone", tr("Add milestone")))
        booked = self.section(tr("Investment and revenue"), tab="money")
        booked.add(self.money)
        booked.add_to_head(self._act("money", tr("Book money")))
        self.section(tr("Steps"), tab="steps").add(self.history)

    def _section(self, title: str, tab: str, layout: Any) -> Any:
        made = self.section(title, tab=tab)
        made.body.addLayout(layout)
        return made

    def _act(self, act: str, words_: str) -> Button:
        button = Button(words_, "link", height=24)
        button.setProperty("act", act)
        button.setEnabled(act == "report" or not self.context.read_only)
        button.clicked.connect(self._on_act_clicked)
        return button

    def _build_forms(self, people: list[PersonRow]) -> None:
        today, language = self.context.clock.today(), self.context.language
        named = [Choice(row.id, pick(row.name, row.name_zh, language)) for row in people]
        bases = [Choice(code, text(words_)) for code, words_ in rules.BASES.items()]
        if not self.contact.names():
            self.contact.add("lawful_basis", tr("Lawful basis"), ChoiceField(bases, none="–"))
            self.contact.add("notice_on", tr("Told on"), DateField(today))
            self.contact.add("objected", "", CheckField(tr("Does not want to be contacted")))
            self.contact.add("niche", tr("Niche"), TextField(limit=80))
            self.contact.add("source", tr("Found by"), TextField(limit=120))
            self.contact.add("payee", tr("Paid to"), TextField(limit=120))
            self.contact.add("ip_proof", tr("Proof of IP"), TextField(limit=300))
            self._mentor = ChoiceField(named, none=tr("nobody yet"))
            tiers = [one for one in words.tier_choices() if one.value in rules.TIERS]
            self.plan.add("mentor_id", tr("Mentor"), self._mentor)
            self.plan.add("target_tier", tr("Target tier"), ChoiceField(tiers, none="–"))
            self.plan.add("target_on", tr("Target by"), DateField(today))
            self.plan.add("plan_note", tr("Plan"), LongTextField(lines=2))
            return
        self._mentor.set_choices(named)

    def set_people(self, people: list[PersonRow]) -> None:
        """Take who can be a mentor."""
        self._build_forms(people)

    # -- showing --------------------------------------------------------------------------------

    def show_one(self, one: Incubation) -> None:
        """Show one person's way."""
        self.one = one
        self.saver.show_record(one.talent_id, one.version)
        self.set_head(one.code, both(one.name, one.name_zh), text(vocabulary.niche(one.niche)))
        chips: list[QWidget] = [Chip(one.state.role, text(one.state.label))]
        if one.kind == "virtual":
            chips.append(OutlineChip(tr("AI")))
        if one.followers is not None:
            chips.append(OutlineChip(words.followers(one.followers)))
        self.set_chips(*chips)
        for form in (self.contact, self.plan):
            form.set_value(
                {name: getattr(one, name) or None for name in form.names() if name != "objected"}
            )
            form.set_locked(self.context.read_only)
        self.contact.set_value({"objected": one.objected})
        self.contact.row("ip_proof").set_shown(one.kind == "virtual")
        due = one.notice_due
        self.contact.row("notice_on").set_note(
            tr("due {when}").format(when=relative_days(due, self.context.clock.today()))
            if due is not None
            else ""
        )
        self._show_moves(one)
        self._show_gates(one)
        self._show_marks(one)
        self._show_tests(one)
        self._show_growth(one)
        self._show_stones(one)
        self.money.show_one(one)
        self._show_steps(one)

    def _show_moves(self, one: Incubation) -> None:
        menu = self.move_button.entries
        menu.clear()
        for way in one.ways:
            menu.add(text(rules.STATES.label(way.state)), data=way.state)
        self.move_button.setVisible(bool(one.ways))
        onward = following(one)
        if onward is not None:
            state = text(rules.STATES.label(onward.state))
            self.next_button.set_words(tr("Move to {state}").format(state=state))
        self._foot.setVisible(onward is not None)

    def _show_gates(self, one: Incubation) -> None:
        clear(self._gates)
        way = following(one)
        if way is None:
            self._gates.addWidget(label(text(one.state.label), "body", "text2"))
            return
        self._gates.addWidget(label(text(rules.STATES.label(way.state)), "smallhead"))
        for gate in way.gates:
            self._gates.addWidget(GateRow(gate))
        if not way.gates:
            self._gates.addWidget(label(tr("Nothing is asked."), "small", "text3"))

    def _show_marks(self, one: Incubation) -> None:
        clear(self._marks)
        today = self.context.clock.today()
        limits = rules.pass_marks(today)
        for part in rules.rubric(today):
            mark = one.marks.parts.get(part.code)
            shown = tr("not tested") if mark is None else f"{mark / 10:.1f}"
            weak = part.code in one.marks.weak
            ink = "text3" if mark is None else ("warn" if weak else "text")
            row = QWidget()
            hbox(row, label(words.named(part.name), "body", "text2"), STRETCH,
                 label(shown, "body", ink))  # fmt: skip
            self._marks.addWidget(row)
        if one.marks.average is not None:
            line = tr("Average {average}; {least} passes, no part below {part}").format(
                average=f"{one.marks.average:f}",
                least=f"{limits.average / 10:.1f}",
                part=f"{limits.least / 10:.1f}",
            )
            self._marks.addWidget(label(line, "smallhead", wrap=True))
        ink = "warn" if one.marks.weak else "good"
        for advised in one.advice:
            self._marks.addWidget(label(text(advised), "small", ink, wrap=True))

    def _show_tests(self, one: Incubation) -> None:
        clear(self._tests)
        if not one.tests:
            self._tests.addWidget(label(tr("No test yet."), "small", "text3"))
        for test in one.tests:
            self._tests.addWidget(self._test_row(test))

    def _test_row(self, test: Test) -> QWidget:
        language = self.context.language
        row = QWidget()
        judge = pick(test.judge, test.judge_zh, language)
        facts = [short_date(test.held_on), judge]
        title = pick(test.title, test.title_zh, language)
        names = vbox(
            None,
            label(title, "body", wrap=True),
            label(tr(", ", "between facts").join(one for one in facts if one), "small", "text3"),
        )
        edit = self._row_button("pencil-simple", tr("Change {title}").format(title=title),
                                f"test:{test.id}")  # fmt: skip
        drop = self._row_button("trash", tr("Remove {title}").format(title=title),
                                f"untest:{test.id}")  # fmt: skip
        hbox(row, names, edit, drop, gap=4).setStretch(0, 1)
        return row

    def _row_button(self, icon: str, name: str, act: str) -> QWidget:
        button = icon_button(icon, name, height=24)
        button.setProperty("act", act)
        button.setEnabled(not self.context.read_only)
        button.clicked.connect(self._on_act_clicked)
        return button

    def _show_growth(self, one: Incubation) -> None:
        growth = one.growth
        self.chart.show_growth(growth, one.readings)
        if growth is None:
            self._growth.setText(
                tr("Set a target tier and a day, and read the account, to see growth.")
            )
            return
        ahead = growth.ahead
        where = (tr("{n} ahead of the line") if ahead >= 0 else tr("{n} behind the line")).format(
            n=number(abs(ahead))
        )
        self._growth.setText(
            tr("{last} of {target} by {day}: {share} of the way, {where}.").format(
                last=number(growth.last),
                target=number(growth.target),
                day=long_date(growth.target_on),
                share=percent(growth.share),
                where=where,
            )
        )

    def _show_stones(self, one: Incubation) -> None:
        clear(self._stones)
        if not one.milestones:
            self._stones.addWidget(label(tr("No milestone yet."), "small", "text3"))
        today = self.context.clock.today()
        for stone in one.milestones:
            title = pick(stone.title, stone.title_zh, self.context.language)
            tick = CheckField(title, checked=stone.done_on is not None)
            tick.setProperty("act", f"stone:{stone.id}")
            tick.setEnabled(not self.context.read_only)
            tick.clicked.connect(self._on_act_clicked)
            when = (
                tr("done {day}").format(day=short_date(stone.done_on))
                if stone.done_on
                else relative_days(stone.due_on, today)
                if stone.due_on
                else ""
            )
            row = QWidget()
            drop = self._row_button("trash", tr("Remove {title}").format(title=title),
                                    f"unstone:{stone.id}")  # fmt: skip
            hbox(row, tick, STRETCH, label(when, "small", "bad" if stone.late else "text3"), drop)
            self._stones.addWidget(row)

    def _show_steps(self, one: Incubation) -> None:
        rows = []
        for step in one.steps:
            shown = text(step.after.label)
            if step.before is not None:
                shown = tr("{before} to {after}").format(before=text(step.before.label),
                                                         after=shown)  # fmt: skip
            parts = [shown, step.decision]
            if step.override_reason:
                missing = tr(", ", "between facts").join(text(part) for part in step.missing)
                parts.append(
                    tr("passed without {missing}: {reason}").format(
                        missing=missing, reason=step.override_reason
                    )
                )
            said = tr("; ", "between reasons").join(part for part in parts if part)
            who = pick(step.by, step.by_zh, self.context.language)
            rows.append(HistoryRow(short_date(step.day), said, who))
        self.history.set_rows(rows)

    def way(self, state: str) -> Way | None:
        """Return the way to a state, None where there is none."""
        ways = self.one.ways if self.one is not None else ()
        return next((way for way in ways if way.state == state), None)

    # -- what was clicked -----------------------------------------------------------------------

    def _on_act_clicked(self) -> None:
        act, _, key = str(self.sender().property("act")).partition(":")
        self.act_wished.emit(act, int(key or 0))

    def _on_move_picked(self, state: object) -> None:
        self.move_wished.emit(str(state))

    def _on_more_picked(self, act: object) -> None:
        self.act_wished.emit(str(act), 0)

    def _on_next_clicked(self) -> None:
        way = following(self.one) if self.one is not None else None
        if way is not None:
            self.move_wished.emit(way.state)

    def _on_open_clicked(self) -> None:
        if self.one is not None:
            self.open_requested.emit(Ref("talent", self.one.talent_id))


def _change(key: int, version: int, values: Mapping[str, Any]) -> Command[int]:
    empty = {name: "" if value is None and name in WORDS else value
             for name, value in values.items()}  # fmt: skip
    return incubation.change(key, version=version, values=empty)


WORDS = frozenset(
    {"lawful_basis", "niche", "source", "payee", "ip_proof", "target_tier", "plan_note"}
)
