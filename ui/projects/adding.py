"""The dialog that adds pieces to a project."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import platforms
from studio.domain.names import pick
from studio.services import deliverables
from studio.services.projects import Project
from ui.context import Context
from ui.forms.fields import ChoiceField, DateField, NumberField, TextField
from ui.language import text, tr
from ui.projects.dialogs import FormDialog
from ui.widgets.picks import Choice


class PiecesDialog(FormDialog):
    """Asks what is to be made for a project, and how often."""

    added = Signal(str)
    """Emitted when pieces were added; carries the words for the toast."""

    def __init__(self, context: Context, project: Project, parent: QWidget) -> None:
        super().__init__(context, tr("Add pieces"), parent)
        language = context.language
        self._project = project
        self._format = ChoiceField(_formats("", language), none=tr("Not chosen"))
        offered = [
            Choice(code, platforms.platform_name(code, language), fact=platform.badge)
            for code, platform in platforms.PLATFORMS.items()
        ]
        form = self.form
        form.add("title", tr("Title"), TextField(limit=120))
        form.add("title_zh", tr("Chinese title"), TextField(limit=120))
        form.add("platform", tr("Platform"), ChoiceField(offered, none=tr("Not chosen")))
        form.add("format", tr("Format"), self._format)
        form.add("count", tr("How many pieces"), NumberField(whole=True))
        form.add("due_final", tr("Final due"), DateField(context.clock.today()))
        form.set_value({"count": 1, "due_final": project.publish_to})
        form.committed.connect(self._on_committed)
        self.set_primary(tr("Add"))
        form.focus_first()

    def _on_committed(self, name: str, value: object) -> None:
        if name == "platform":
            self._format.set_choices(_formats(str(value or ""), self.context.language))

    def command(self, values: dict[str, Any]) -> Any:
        """Add the pieces in one step."""
        count = int(values.pop("count") or 1)
        kept = {name: value for name, value in values.items() if value not in (None, "")}
        return deliverables.create_many(self._project.id, kept, count)

    def done_with(self, outcome: Any) -> None:
        """Tell what was done."""
        self.added.emit(text(outcome.label))


def _formats(platform: str, language: str) -> list[Choice]:
    known = platforms.PLATFORMS.get(platform)
    offered = known.formats if known is not None else platforms.FORMATS
    return [Choice(code, pick(one.name, one.name_zh, language)) for code, one in offered.items()]
