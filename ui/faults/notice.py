"""Shows a refusal where it belongs: at its field, as a banner of the pane, or as a toast."""

from collections.abc import Mapping
from typing import Any, Protocol

from studio.errors import Conflict, Denied, Invalid, Locked, Missing, StudioError, Unavailable
from studio.text import Message
from ui.language import text, tr
from ui.widgets.banner import Banner
from ui.widgets.dialogs import Dialog
from ui.widgets.toast import ToastStack


class ShowsErrors(Protocol):
    """A form: shows errors at its fields and gives back those that name none."""

    def show_errors(self, errors: Mapping[str, Message | str]) -> dict[str, Any]:
        """Show refusals at their fields."""
        ...


def show(
    error: StudioError,
    *,
    form: ShowsErrors | None = None,
    dialog: Dialog | None = None,
    banner: Banner | None = None,
    toasts: ToastStack | None = None,
) -> None:
    """Show a refusal in the first place that is given and fits: field, dialog, banner, toast."""
    words = text(error.message)
    if isinstance(error, Invalid) and form is not None:
        strange = form.show_errors(error.fields)
        if not strange and error.fields:
            if dialog is not None:
                dialog.set_busy(False)
            return
        words = " ".join(text(message) for message in strange.values()) or words
    if dialog is not None:
        dialog.set_problem(words)
    elif banner is not None:
        kind, bold = heading(error)
        banner.set(bold or words, words if bold else "", kind)
        banner.show()
    elif toasts is not None:
        toasts.say(words, icon="warning-octagon", status="bad")


def heading(error: StudioError) -> tuple[str, str]:
    """Return the kind of banner for a refusal, and its bold sentence where it has one."""
    if isinstance(error, Conflict):
        return "conflict", tr("Somebody else changed this record.")
    if isinstance(error, Unavailable):
        return "unreachable", tr("The studio cannot be reached.")
    if isinstance(error, Locked):
        return "locked", tr("Issued and locked.")
    if isinstance(error, Denied | Missing):
        return "warn", ""
    return "bad", ""
