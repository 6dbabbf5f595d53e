"""Dialogs with a form: a refusal stands at its field, else in the dialog."""

from studio.errors import Invalid, StudioError
from ui.forms.form import Form
from ui.widgets.dialogs import Dialog


def refused(dialog: Dialog, form: Form, error: StudioError) -> None:
    """Show a refusal at its field, else in the dialog."""
    dialog.set_busy(False)
    if isinstance(error, Invalid):
        strange = form.show_errors(error.fields)
        if not strange and error.fields:
            return
        if strange:
            dialog.set_problem(next(iter(strange.values())))
            return
    dialog.set_problem(error.message)
