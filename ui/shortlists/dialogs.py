"""Dialogs of shortlists: why somebody is left out, weights, up to four side by side."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import shortlisting
from studio.domain.names import pick
from studio.services import shortlists
from studio.services.shortlists import Found, MatchRow
from ui.context import Context
from ui.forms.dialog import FormDialog, ReasonDialog
from ui.forms.fields import ChoiceField, NumberField, TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.shortlists import words
from ui.widgets.picks import Choice


class ExcludeDialog(ReasonDialog):
    """Asks why somebody is left out of a brief."""

    def __init__(self, context: Context, brief_id: int, row: MatchRow, parent: QWidget) -> None:
        name = pick(row.name, row.name_zh, context.language)
        self._ids = (brief_id, row.talent_id)
        super().__init__(
            context.tasks,
            tr("Leave {name} out").format(name=name),
            tr("Leave out"),
            self._excluded,
            parent,
            usual=(tr("too dear"), tr("wrong audience"), tr("seen too often")),
            limit=300,
        )

    def _excluded(self, reason: str) -> Any:
        return shortlists.exclude(*self._ids, reason=reason)


class DeclineDialog(FormDialog):
    """Asks who declined and why."""

    def __init__(
        self, context: Context, candidate: tuple[int, int], name: str, parent: QWidget
    ) -> None:
        super().__init__(context.tasks, tr("{name} declined").format(name=name), parent)
        self._candidate = candidate
        by = [Choice(code, text(label_)) for code, label_ in shortlisting.DECLINERS.items()]
        self.form.add("declined_by", tr("Who"), ChoiceField(by), required=True)
        self.form.add("reason", tr("Reason"), TextField(limit=300), required=True)
        self.form.set_value({"declined_by": "talent"})
        self.add(self.form)
        self.set_primary(tr("Decline", "verb"))
        self.form.focus_field("reason")

    def command(self) -> Any:
        """Return the move."""
        values = self.form.value()
        return shortlists.move(
            self._candidate[0],
            version=self._candidate[1],
            to="declined",
            by=values["declined_by"],
            reason=values["reason"],
        )


class WeightsDialog(FormDialog):
    """The weights of the parts for one brief, and the way to make them the studio's."""

    kept = Signal()
    """Emitted when these weights are to be the studio's from now on."""

    def __init__(self, context: Context, found: Found, parent: QWidget) -> None:
        super().__init__(context.tasks, tr("Weights of the score"), parent, width=460)
        self._found = found
        self.say(tr("0 leaves a part out. The score is the weighted mean, of 100."))
        self.form = Form(label_width=190, framed=True)
        own = dict(found.own_weights)
        for code, _weight in found.weights:
            self.form.add(
                code,
                words.part_name(code),
                NumberField(whole=True),
                help=tr("the studio's: {weight}").format(weight=own[code]),
            )
        self.form.set_value(dict(found.weights))
        self.add(self.form)
        self.set_primary(tr("Weigh for this brief"))
        self.keep_button = self.add_other(tr("Keep as the studio's"))
        self.keep_button.clicked.connect(self._on_keep_clicked)

    def command(self) -> Any:
        """Return the weighing."""
        values = {code: value or 0 for code, value in self.form.value().items()}
        return shortlists.weigh(self._found.brief.id, version=self._found.version, weights=values)

    def _on_keep_clicked(self) -> None:
        self.done_with.connect(self.kept)
        self.press_primary()
