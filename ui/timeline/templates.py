"""Plans from templates: the dialog that lays one out over the calendars, and keeping one."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.domain.schedule import words as rules
from studio.errors import Invalid, StudioError
from studio.services import projects, schedule
from studio.services.projects import Pick, Project
from studio.services.schedule import PlannedTask, Template, TemplatePlan
from ui import language
from ui.context import Context
from ui.forms.fields import ChoiceField, DateField, TextField
from ui.forms.form import Form
from ui.language import text, tr, trn
from ui.timeline.words import range_words
from ui.widgets.boxes import fixed, frame, hbox, scrolled, vbox
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label
from ui.widgets.picks import Choice

SEEN = 260


class TemplateDialog(Dialog):
    """Which plan, for which project, counted from which day; the dates are shown before."""

    created = Signal(int, int)
    """Emitted when the tasks are made: how many, and the project's id."""

    def __init__(
        self,
        context: Context,
        picks: list[Pick],
        templates: tuple[Template, ...],
        parent: QWidget,
        project: int = 0,
    ) -> None:
        super().__init__(tr("New from template"), parent, width=560)
        self._context = context
        self._templates = {one.key: one for one in templates}
        self._picked = False
        spoken = context.language
        self.form = Form(framed=True, label_width=116)
        self.form.add(
            "project",
            tr("Project"),
            ChoiceField([Choice(p.id, pick(p.name, p.name_zh, spoken)) for p in picks]),
            required=True,
        )
        self.form.add(
            "template",
            tr("Template"),
            ChoiceField(
                [
                    Choice(one.key, pick(one.name, one.name_zh, spoken), fact=_size(one))
                    for one in templates
                ]
            ),
            required=True,
        )
        self._anchor = ChoiceField()
        self.form.add("anchor", tr("Counted from"), self._anchor, required=True)
        self.form.add("day", tr("Day"), DateField(context.clock.today()), required=True)
        self.add(self.form)
        self._head = label("", "label", "text3")
        self._rows = QWidget()
        self._list = vbox(self._rows, gap=3, margins=(0, 4, 8, 4))
        self.seen = scrolled(self._rows)
        fixed(self.seen, height=SEEN)
        self.add(self._head, self.seen)
        self.set_primary(tr("Make the plan"))
        self.form.committed.connect(self._on_committed)
        self.confirmed.connect(self._on_confirmed)
        self._begin(project or (picks[0].id if picks else 0))

    def _begin(self, project: int) -> None:
        template = next(iter(self._templates.values()), None)
        self._offer_anchors(template)
        self.form.set_value(
            {
                "project": project or None,
                "template": template.key if template is not None else None,
                "anchor": "start",
                "day": self._context.clock.today(),
            }
        )
        self._ask_kind()
        self._ask()

    def _ask_kind(self) -> None:
        """Propose the template for the project's kind, until somebody has picked one."""
        project = self.form.value()["project"]
        if project and not self._picked:
            self._context.tasks.ask(
                projects.one(project), owner=self, then=self._on_project, slot="project"
            )

    def _on_project(self, project: Project) -> None:
        fitting = next((one for one in self._templates.values() if one.kind == project.kind), None)
        if fitting is not None and not self._picked:
            self.form.set_value({**self.form.value(), "template": fitting.key})
            self._take_template(fitting)
            self._ask()

    def _offer_anchors(self, template: Template | None) -> None:
        anchors = template.anchors if template is not None else ()
        self._anchor.set_choices(
            [Choice(code, text(rules.ANCHORS[code])) for code in rules.ANCHORS if code in anchors]
        )

    def _on_committed(self, name: str, value: object) -> None:
        if name == "project":
            self._ask_kind()
        if name == "template":
            self._picked = True
            self._take_template(self._templates.get(str(value)))
        self._ask()

    def _take_template(self, template: Template | None) -> None:
        self._offer_anchors(template)
        if template is not None and self.form.value()["anchor"] not in template.anchors:
            self._anchor.set_value(template.anchors[0])

    def _values(self) -> tuple[int, str, str, date] | None:
        values = self.form.value()
        if not all(values[name] for name in ("project", "template", "anchor", "day")):
            return None
        return values["project"], values["template"], values["anchor"], values["day"]

    def _ask(self) -> None:
        given = self._values()
        if given is None:
            self.set_ready(False)
            return
        self._context.tasks.ask(
            schedule.template_plan(*given),
            owner=self,
            then=self._on_plan,
            failed=self._on_refused,
            slot="plan",
        )

    def _on_plan(self, plan: TemplatePlan) -> None:
        self.show_plan(plan)
        self.set_ready(plan.problem is None, text(plan.problem))

    def show_plan(self, plan: TemplatePlan) -> None:
        """Show every task with its dates."""
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._head.setText("")
        if plan.first is not None and plan.last is not None:
            count = trn("{n} task", "{n} tasks", len(plan.tasks))
            days = range_words(plan.first, plan.last)
            self._head.setText(tr("{count}, {days}", "plan").format(count=count, days=days))
        for task in plan.tasks:
            self._list.addWidget(self._line(task))
        self._list.addStretch(1)

    def _line(self, task: PlannedTask) -> QWidget:
        row = frame()
        title = label(pick(task.title, task.title_zh, self._context.language), "body")
        phase = label(text(rules.PHASES[task.phase]), "small", "text3")
        days = label(range_words(task.first, task.last), "small", "text2")
        days.setFixedWidth(120)
        layout = hbox(row, days, title, phase, gap=10)
        layout.setStretch(1, 1)
        return row

    def _on_confirmed(self) -> None:
        given = self._values()
        if given is None or not self.form.complete():
            return
        project, template, anchor, day = given
        self.set_busy(True)
        self._context.tasks.run(
            schedule.create_from_template(project, template, anchor=anchor, day=day),
            owner=self,
            then=self._on_made,
            failed=self._on_refused,
        )

    def _on_made(self, ids: list[int]) -> None:
        values = self._values()
        self.created.emit(len(ids), values[0] if values is not None else 0)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


def _size(template: Template) -> str:
    words = trn("{n} task", "{n} tasks", len(template.tasks))
    if template.own:
        return tr("{count}, own", "template").format(count=words)
    return words


class KeepDialog(Dialog):
    """Under which name a project's plan is kept as a template."""

    kept = Signal(str)
    """Emitted when it is kept; carries what was done."""

    def __init__(self, context: Context, project: int, name: str, parent: QWidget) -> None:
        super().__init__(tr("Save as template"), parent)
        self._context = context
        self._project = project
        self.say(tr("Tasks, lengths, links and roles of {name} are kept.").format(name=name))
        self.form = Form(framed=True, label_width=116)
        self.form.add("name", tr("Name"), TextField(limit=120))
        self.form.add("name_zh", tr("Chinese name"), TextField(limit=120))
        self.form.set_value({("name_zh" if language.language() == "zh" else "name"): name})
        self.add(self.form)
        self.set_primary(tr("Save as template"))
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        values = self.form.value()
        self.set_busy(True)
        self._context.tasks.run_outcome(
            schedule.save_as_template(
                self._project, name=str(values["name"] or ""), name_zh=str(values["name_zh"] or "")
            ),
            owner=self,
            then=self._on_done,
            failed=self._on_refused,
        )

    def _on_done(self, outcome: Any) -> None:
        self.kept.emit(text(outcome.label))
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)
