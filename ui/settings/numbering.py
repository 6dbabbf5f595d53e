"""Numbering: patterns with the number that comes next, the first number, runs and gaps."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from studio.domain import studio as rules
from studio.errors import Invalid, StudioError
from studio.services import numbers, studio
from studio.services.numbers import FISCAL, OWN, Gap, SeriesRow
from studio.services.operation import Command
from studio.services.studio import Company, Profile
from ui.context import Context
from ui.forms.fields import NumberField, TextField
from ui.forms.form import Form
from ui.forms.row import FormRow
from ui.forms.saver import Saver
from ui.language import text, tr
from ui.settings.company import CompanyPanel
from ui.settings.panel import new_form
from ui.settings.profile import change_studio
from ui.widgets.boxes import clear
from ui.widgets.chips import Chip
from ui.widgets.labels import label

FIRST = "first"


class NumberingPanel(CompanyPanel):
    """How numbers are written and where their runs stand."""

    nouns = frozenset({"studio", "legal_entity", "series", "invoice", "brief", "proposal"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            tr("Numbering"),
            tr(
                "{{YYYY}} {{YY}} {{MM}} {{CLIENT}} {{SEQ}} and {{SEQ:4}} for four digits. "
                "A run begins again with what its pattern names."
            ).format(),
        )
        self._runs: list[SeriesRow] = []
        self._fiscal_saver = Saver(context.tasks, _change_company)
        self._own_saver = Saver(context.tasks, change_studio)
        self.fiscal = self._made_fiscal()
        self.own = self._made_own()
        self.runs = QWidget()
        self._grid = QGridLayout(self.runs)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(7)
        self._grid.setHorizontalSpacing(18)
        self._grid.setColumnStretch(2, 1)
        self.state = Chip("good", "")
        self._build()
        self._connect()

    def _made_fiscal(self) -> Form:
        form = new_form()
        for kind, column in FISCAL.items():
            form.add(column, text(rules.KINDS[kind]), TextField(limit=40))
        form.add(FIRST, tr("First invoice number"), NumberField(whole=True)).set_help(
            tr("The first one used in this program, if others came before it.")
        )
        return form

    def _made_own(self) -> Form:
        form = new_form()
        for kind, column in OWN.items():
            form.add(column, text(rules.KINDS[kind]), TextField(limit=40))
        return form

    def _build(self) -> None:
        self.add(self._fiscal_saver, self.fiscal)
        self.section(tr("Whole studio"))
        self.add(self._own_saver, self.own)
        self.section(tr("Runs"))
        self.add(self.state)
        self.body.addSpacing(8)
        self.add(self.runs)

    def _connect(self) -> None:
        self._own_saver.follow(self.own)
        self.fiscal.committed.connect(self._on_fiscal_committed)
        for form, kinds in ((self.fiscal, FISCAL), (self.own, OWN)):
            form.set_locked(self.context.read_only)
            for kind, column in kinds.items():
                field = form.field(column)
                field.setProperty("kind", kind)
                if isinstance(field, TextField):
                    field.textEdited.connect(self._on_pattern_typed)
        self._fiscal_saver.refused.connect(self.refused)
        self._own_saver.refused.connect(self.refused)

    def forms(self) -> Sequence[Form]:
        """Return both forms."""
        return (self.fiscal, self.own)

    def load(self) -> None:
        """Ask for patterns, runs and gaps."""
        super().load()
        tasks = self.context.tasks
        tasks.ask(studio.profile(), owner=self, then=self._on_profile, slot="profile")
        tasks.ask(numbers.listing(), owner=self, then=self._on_runs, slot="runs")
        tasks.ask(numbers.gap_report(), owner=self, then=self._on_gaps, slot="gaps")

    def show_company(self, company: Company) -> None:
        """Show a company's patterns and their next numbers."""
        self._fiscal_saver.show_record(company.id, company.version)
        self.fiscal.set_value({column: getattr(company, column) for column in FISCAL.values()})
        for kind, column in FISCAL.items():
            self._preview(kind, getattr(company, column))
        self._show_first()

    def _show_first(self) -> None:
        """The first number can be set until one is taken."""
        company = self.company
        run = next(
            (
                run
                for run in self._runs
                if company is not None
                and (run.entity_id, run.kind) == (company.id, "invoice")
                and run.scope.startswith(str(self.context.clock.today().year))
            ),
            None,
        )
        self.fiscal.row(FIRST).set_shown(run is None or run.next == run.first)
        self.fiscal.set_value({FIRST: Decimal(run.first) if run is not None else None})

    def _on_profile(self, profile: Profile) -> None:
        self._own_saver.show_record(profile.id, profile.version)
        self.own.set_value({column: getattr(profile, column) for column in OWN.values()})
        for kind, column in OWN.items():
            self._preview(kind, getattr(profile, column))

    # -- the next number ------------------------------------------------------------------------

    def _on_pattern_typed(self, typed: str) -> None:
        self._preview(str(self.sender().property("kind")), typed)

    def _preview(self, kind: str, pattern: str) -> None:
        """Show what a pattern gives next, or what is wrong with it."""
        check = rules.fiscal_pattern if kind in FISCAL else rules.pattern
        row = self._row_of(kind)
        try:
            pattern = check(pattern)
        except Invalid as refused:
            row.set_help(text(next(iter(refused.fields.values()))))
            return
        entity = self.company.id if kind in FISCAL and self.company is not None else 0
        query = numbers.preview(kind, entity_id=entity, pattern=pattern, client_code=tr("CLIENT"))
        self.context.tasks.ask(query, owner=self, then=_Shown(row), slot=f"preview {kind}")

    def _row_of(self, kind: str) -> FormRow:
        form, column = (self.fiscal, FISCAL[kind]) if kind in FISCAL else (self.own, OWN[kind])
        return form.row(column)

    # -- the first number -----------------------------------------------------------------------

    def _on_fiscal_committed(self, name: str, value: object) -> None:
        if name != FIRST:
            self._fiscal_saver.add(self.fiscal, name, value)
        elif self.company is not None and value is not None:
            command = numbers.set_first(
                "invoice",
                first=int(str(value)),
                day=self.context.clock.today(),
                entity_id=self.company.id,
            )
            self.context.tasks.run_outcome(
                command, owner=self, then=self._on_first_set, failed=self._on_first_refused
            )

    def _on_first_set(self, outcome: Any) -> None:
        self.fiscal.accepted(FIRST)
        self.on_done(outcome)

    def _on_first_refused(self, error: StudioError) -> None:
        if isinstance(error, Invalid):
            self.fiscal.show_errors({FIRST: next(iter(error.fields.values()))})
        else:
            self.refused.emit(error)

    # -- runs and gaps --------------------------------------------------------------------------

    def _on_runs(self, runs: list[SeriesRow]) -> None:
        self._runs = runs
        self._show_first()
        clear(self._grid)
        if not runs:
            self._grid.addWidget(label(tr("No number was taken yet."), "body", "text3"), 0, 0, 1, 3)
        for number, run in enumerate(runs):
            kind = text(rules.KINDS[run.kind])
            facts = (
                kind,
                run.entity_code,
                _scope(run),
                tr("next {number}").format(number=run.next_number),
            )
            for column, words in enumerate(facts):
                ink = "text" if column in (0, 3) else "text3"
                self._grid.addWidget(label(words, "body", ink), number, column)

    def _on_gaps(self, gaps: list[Gap]) -> None:
        if not gaps:
            self.state.set("good", tr("Numbers run without gaps"))
            return
        found = "; ".join(_missing(gap) for gap in gaps)
        self.state.set("bad", tr("Missing or double: {numbers}").format(numbers=found))


class _Shown:
    """Where a preview goes."""

    def __init__(self, row: FormRow) -> None:
        self._row = row

    def __call__(self, number: str) -> None:
        """Show the number below its field."""
        self._row.set_help(tr("Next: {number}").format(number=number))


def _missing(gap: Gap) -> str:
    numbers_named = ", ".join(str(number) for number in (*gap.missing, *gap.doubled)[:5])
    return f"{gap.entity_code} {numbers_named}"


def _scope(run: SeriesRow) -> str:
    return run.scope.replace("/", " ") or tr("without restart")


def _change_company(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return studio.change_company(key, version=version, values=values)
