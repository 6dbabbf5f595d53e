"""The dialog of a time when somebody or something is not to be had."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import bookings as rules
from studio.errors import Invalid, StudioError
from studio.services import schedule
from ui.context import Context
from ui.forms.fields import ChoiceField, DateField, TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.widgets.dialogs import Dialog
from ui.widgets.picks import Choice


class AbsenceDialog(Dialog):
    """Asks from when until when somebody is away, and why."""

    saved = Signal()
    """Emitted when the absence was kept."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        ref: tuple[str, int],
        name: str,
        zone: str,
        first: date,
        last: date,
    ) -> None:
        super().__init__(tr("{name} is not free").format(name=name), parent, width=420)
        self._context = context
        self._ref = ref
        self._zone = zone
        kinds = [Choice(code, text(words)) for code, words in rules.ABSENCES.items()]
        today = context.clock.today()
        self.form = Form(framed=True, label_width=84)
        self.form.add("first", tr("From", "day"), DateField(today), required=True)
        self.form.add("last", tr("Until"), DateField(today), required=True)
        self.form.add("kind", tr("Why"), ChoiceField(kinds), required=True)
        self.form.add("note", tr("Note"), TextField(limit=200))
        kind = "repair" if ref[0] == "resource" else "leave"
        self.form.set_value({"first": first, "last": last, "kind": kind})
        self.add(self.form)
        self.set_primary(tr("Mark as not free"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("kind")

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        value = self.form.value()
        if value["last"] < value["first"]:
            self.form.show_errors({"last": tr("The end is before the beginning.")})
            return
        here = ZoneInfo(self._zone)
        start = datetime.combine(value["first"], time(), here)
        end = datetime.combine(value["last"] + timedelta(days=1), time(), here)
        self.set_busy(True)
        self._context.tasks.run(
            schedule.add_absence(
                f"{self._ref[0]}:{self._ref[1]}",
                start=int(start.timestamp() // 60),
                finish=int(end.timestamp() // 60),
                kind=value["kind"],
                note=value["note"] or "",
            ),
            owner=self,
            then=self._on_saved,
            failed=self._on_refused,
        )

    def _on_saved(self, _key: int) -> None:
        self.saved.emit()
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)
