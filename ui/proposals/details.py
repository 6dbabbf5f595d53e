"""Everything about one line that has no column: both languages, kind, pieces, discount."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.domain import proposals as rules
from studio.domain.names import pick
from studio.services import talent
from studio.services.proposals import LineRow
from studio.services.talent import TalentRow
from ui.forms.fields import (
    CheckField,
    ChoiceField,
    NumberField,
    PercentField,
    PickField,
    TextField,
)
from ui.forms.form import Form
from ui.language import language, text, tr
from ui.proposals.creators import talent_choice
from ui.proposals.desk import Desk
from ui.proposals.ratenote import RateNote
from ui.proposals.words import format_choices, platform_choices
from ui.widgets.boxes import vbox
from ui.widgets.labels import section_head
from ui.widgets.picks import Arrived, Choice

NAMES = (
    "title", "title_zh", "detail", "detail_zh", "kind", "unit", "discount", "free", "talent_id",
    "platform", "format", "pieces", "rounds", "billing",
)  # fmt: skip
ONLY_ITEMS = frozenset(NAMES) - {"title", "title_zh", "detail", "detail_zh"}


class LineDetails(QWidget):
    """The form under the grid for the line that is current."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.line: LineRow | None = None
        self.form = self._made_form()
        self.form.committed.connect(self._on_committed)
        self.form.locked_touched.connect(desk.locked_touched)
        self._column = vbox(self, margins=(14, 10, 14, 10), gap=6)
        self._column.addWidget(section_head(tr("This line")))
        self._column.addWidget(self.form)
        self.rates = RateNote(desk)
        self._column.addWidget(self.rates)

    def _made_form(self) -> Form:
        form = Form(label_width=92, compact=True, columns=2)
        form.add("title", tr("English"), TextField())
        form.add("title_zh", tr("Chinese"), TextField(), column=1)
        form.add("detail", tr("Detail"), TextField(limit=1000))
        form.add("detail_zh", tr("In Chinese"), TextField(limit=1000), column=1)
        kinds = [Choice(code, text(words)) for code, words in rules.KINDS.items()]
        form.add("kind", tr("Pays for"), ChoiceField(kinds))
        units = [Choice(code, text(words)) for code, words in rules.UNITS.items()]
        form.add("unit", tr("Unit"), ChoiceField(units, none=tr("None")), column=1)
        form.add("discount", tr("Discount"), PercentField())
        form.add("free", "", CheckField(tr("Free of charge")), column=1)
        form.add("talent_id", tr("Creator"), PickField(self._find, none=tr("Nobody")))
        billings = [Choice(code, text(words)) for code, words in rules.BILLINGS.items()]
        form.add("billing", tr("Billed"), ChoiceField(billings), column=1)
        form.add("platform", tr("Platform"), ChoiceField(platform_choices(), none=tr("None")))
        form.add("format", tr("Format"), ChoiceField(format_choices(""), none=tr("None")), column=1)
        form.add("pieces", tr("Pieces"), NumberField(whole=True))
        form.add("rounds", tr("Rounds"), NumberField(whole=True), column=1)
        return form

    def _find(self, typed: str, arrived: Arrived) -> None:
        self._desk.context.tasks.ask(
            talent.picks(typed), owner=self, then=_Found(arrived), slot="talent"
        )

    def show_line(self, line: LineRow | None) -> None:
        """Show another line, or nothing."""
        self.line = line
        self.form.setVisible(line is not None and line.row != "subtotal")
        self.rates.show_line(line if line is not None and line.row == "item" else None)
        if line is None:
            return
        values: dict[str, Any] = {name: getattr(line, name) for name in NAMES}
        for name in ("unit", "platform", "format"):
            values[name] = values[name] or None
        formats = self.form.field("format")
        if isinstance(formats, ChoiceField):
            formats.set_choices(format_choices(line.platform))
        self.form.set_value(values)
        who = self.form.field("talent_id")
        if isinstance(who, PickField):
            who.set_value(line.talent_id, pick(line.talent, line.talent_zh, language()))
        for name in ONLY_ITEMS:
            self.form.row(name).set_shown(line.row == "item")
        self.form.set_locked(not self._desk.editable())

    def _on_committed(self, name: str, value: object) -> None:
        if self.line is None:
            return
        if name in ("unit", "platform", "format"):
            value = value or ""
        if name in ("discount", "pieces", "rounds") and value is None:
            value = Decimal(0)
        self._desk.lines.show_record(self.line.id, self.line.version)
        self._desk.lines.add(self.form, name, value)


class _Found:
    """Hands found people on as choices."""

    def __init__(self, arrived: Arrived) -> None:
        self._arrived = arrived

    def __call__(self, rows: Sequence[TalentRow]) -> None:
        """Hand them on."""
        self._arrived([talent_choice(row) for row in rows])
