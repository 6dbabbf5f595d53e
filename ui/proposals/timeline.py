"""Part 8: steps with their days, and words about them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from studio.domain import proposals as rules
from studio.services import proposals
from studio.services.proposals import Milestone, Proposal
from ui.language import language, text, tr
from ui.proposals.desk import Desk
from ui.proposals.part import INSET, Part
from ui.proposals.texts import TextForm
from ui.proposals.words import date_width
from ui.widgets.boxes import clear, hbox, line, vbox
from ui.widgets.buttons import Button, icon_button
from ui.widgets.edits import DateEdit, LineEdit
from ui.widgets.labels import label, section_head


class StepLine(QWidget):
    """One step: name, first day, last day."""

    def __init__(
        self, desk: Desk, place: int, step: Milestone, changed: Callable[[int, Milestone], None]
    ) -> None:
        super().__init__()
        self.step = step
        self._place = place
        self._changed = changed
        today = desk.context.clock.today()
        own = "title_zh" if language() == "zh" and step.title_zh else "title"
        self._own = own
        self.name = LineEdit(limit=120, height=28, placeholder=tr("Step"))
        self.name.set_value(getattr(step, own))
        self.start = DateEdit(today, height=28, placeholder=tr("Day"))
        self.start.set_value(step.start)
        self.end = DateEdit(today, height=28, placeholder=tr("to", "days"))
        self.end.set_value(step.end)
        for field, words in (
            (self.name, tr("name")),
            (self.start, tr("first day")),
            (self.end, tr("last day")),
        ):
            field.setAccessibleName(tr("Step {n}, {what}").format(n=place + 1, what=words))
            field.set_locked(not desk.editable())
            field.set_frame("plain" if desk.editable() else "locked")
            field.committed.connect(self._on_committed)
            field.locked_touched.connect(desk.locked_touched)
        for field in (self.start, self.end):
            field.setFixedWidth(date_width())
        self.gone = icon_button("x", tr("Remove step"), height=26)
        self.gone.setVisible(desk.editable())
        self.gone.setProperty("place", place)
        row = hbox(self, self.name, self.start, self.end, self.gone, gap=6)
        row.setStretchFactor(self.name, 1)

    def _on_committed(self) -> None:
        values = {self._own: self.name.value()}
        step = replace(self.step, **values, start=self.start.value(), end=self.end.value())
        self._changed(self._place, step)


class TimelinePart(Part):
    """Part 8."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, text(rules.PARTS["timeline"]))
        self._steps: list[Milestone] = []
        self.rows = vbox(None, gap=2)
        self._lines: list[StepLine] = []
        self.add = Button(tr("Step"), "link", "plus", height=26)
        self.add.clicked.connect(self._on_add)
        self._empty = label(tr("No steps yet."), "small", "text3")
        self.form = TextForm(desk, "timeline", lines=5)
        inner = vbox(None, margins=(INSET, 12, INSET, 16), gap=10)
        inner.addWidget(self._empty)
        inner.addLayout(self.rows)
        inner.addLayout(hbox(None, self.add, "stretch"))
        inner.addWidget(line("grid"))
        inner.addWidget(section_head(tr("Words under the table")))
        inner.addWidget(self.form)
        inner.addStretch(1)
        self.body.addLayout(inner)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the steps of the version."""
        version = proposal.shown
        self.form.show_version(version)
        self.add.setVisible(self.desk.editable())
        self._empty.setVisible(not version.milestones)
        if list(version.milestones) != self._steps or not self._lines:
            self._fill(version.milestones)

    def _fill(self, steps: Sequence[Milestone]) -> None:
        self._steps = list(steps)
        clear(self.rows)
        self._lines = []
        for place, step in enumerate(steps):
            made = StepLine(self.desk, place, step, self._on_changed)
            made.gone.clicked.connect(self._on_removed)
            self._lines.append(made)
            self.rows.addWidget(made)

    def lines(self) -> list[StepLine]:
        """Return the rows in their order."""
        return self._lines

    def _on_changed(self, place: int, step: Milestone) -> None:
        self._save([*self._steps[:place], step, *self._steps[place + 1 :]])

    def _on_removed(self) -> None:
        button = self.sender()
        if button is not None:
            place = int(button.property("place"))
            self._save([*self._steps[:place], *self._steps[place + 1 :]])

    def _on_add(self) -> None:
        last: date | None = self._steps[-1].end or self._steps[-1].start if self._steps else None
        day = last or self.desk.context.clock.today()
        self._save([*self._steps, Milestone(tr("New step"), "", day)])

    def _save(self, steps: list[Milestone]) -> None:
        version = self.desk.version.version
        command = proposals.set_milestones(self.desk.shown.id, version=version, rows=steps)
        self.desk.run(command, self.desk.version.took, quiet=True)

    def focus_main(self) -> None:
        """Begin with the first step."""
        if self._lines:
            self._lines[0].name.setFocus()
        else:
            self.add.setFocus()
