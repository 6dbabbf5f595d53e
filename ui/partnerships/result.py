"""The dialog that notes what a piece had reached on a day."""

from PySide6.QtWidgets import QWidget

from studio.errors import Invalid, StudioError
from studio.services import partnerships
from ui.context import Context
from ui.forms.fields import DateField, NumberField
from ui.forms.form import Form
from ui.language import tr
from ui.widgets.dialogs import Dialog

FIGURES = ("views", "reach", "likes", "comments", "shares", "saves")


class ResultDialog(Dialog):
    """Asks what a piece had reached on a day."""

    def __init__(self, context: Context, piece_id: int, number_: str, parent: QWidget) -> None:
        super().__init__(tr("Figures of {number}").format(number=number_), parent, width=380)
        self._context, self._piece = context, piece_id
        self.form = Form(framed=True, label_width=120)
        names = {
            "views": tr("Views"),
            "reach": tr("Reach"),
            "likes": tr("Likes"),
            "comments": tr("Comments"),
            "shares": tr("Shares"),
            "saves": tr("Saves"),
        }
        self.form.add("taken_on", tr("Read on"), DateField(context.clock.today()), required=True)
        for name in FIGURES:
            self.form.add(name, names[name], NumberField(whole=True))
        self.form.set_value({"taken_on": context.clock.today()})
        self.add(self.form)
        self.set_primary(tr("Note figures"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("views")

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        self.set_busy(True)
        self._context.tasks.run(
            partnerships.note_result(self._piece, self.form.value()), owner=self,
            then=self._on_done, failed=self._on_refused,
        )  # fmt: skip

    def _on_done(self, _key: object) -> None:
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)
