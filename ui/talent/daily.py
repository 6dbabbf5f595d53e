"""What an account said on a day: a form that offers to replace what that day has already."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import Invalid, StudioError
from studio.services.operation import Command
from ui.context import Context
from ui.forms.form import Form
from ui.language import tr
from ui.talent.forms import refused
from ui.widgets.dialogs import Dialog


class DayDialog(Dialog):
    """A form with a day; where the day has a reading already, Replace takes its place."""

    said = Signal(str, bool)
    """Emitted when it was kept."""

    def __init__(
        self,
        context: Context,
        title: str,
        parent: QWidget | None,
        *,
        width: int,
        label_width: int,
        columns: int = 1,
    ) -> None:
        super().__init__(title, parent, width=width)
        self.context = context
        self.form = Form(framed=True, label_width=label_width, columns=columns)
        self.set_primary(tr("Keep"))
        self.replace = self.add_other(tr("Replace it"))
        self.replace.hide()
        self.replace.clicked.connect(self._on_replace_clicked)
        self.confirmed.connect(self._on_confirmed)
        self.form.committed.connect(self._on_committed)

    def command(self, values: dict[str, Any], *, replace: bool) -> Command[int]:
        """Return the command the form makes."""
        raise NotImplementedError

    def kept(self) -> str:
        """Return what is said when it was kept."""
        raise NotImplementedError

    def may_replace(self) -> bool:
        """Say whether it may take the place of what the day has."""
        return True

    def _on_committed(self, name: str, _value: object) -> None:
        if name == "as_of":
            self.replace.hide()

    def _on_confirmed(self) -> None:
        self._run(replace=False)

    def _on_replace_clicked(self) -> None:
        self._run(replace=True)

    def _run(self, *, replace: bool) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        self.set_busy(True)
        made = self.command(self.form.value(), replace=replace)
        self.context.tasks.run(made, owner=self, then=self._on_kept, failed=self._on_refused)

    def _on_kept(self, _key: int) -> None:
        self.said.emit(self.kept(), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        day = self.form.value()["as_of"]  # reading a field clears what stands below it
        refused(self, self.form, error)
        past = isinstance(day, date) and day <= self.context.clock.today()
        if (
            past
            and self.may_replace()
            and isinstance(error, Invalid)
            and set(error.fields) == {"as_of"}
        ):
            self.replace.show()
            self.replace.setFocus()
