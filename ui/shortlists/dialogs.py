"""Dialogs of shortlists: why somebody is left out, weights, up to four side by side."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from studio.domain import shortlisting
from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import shortlists
from studio.services.shortlists import Found, MatchRow
from ui.context import Context
from ui.forms.fields import ChoiceField, NumberField, TextField
from ui.forms.form import Form
from ui.language import money, short_date, text, tr
from ui.shortlists import words
from ui.widgets.boxes import scrolled
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label
from ui.widgets.picks import Choice

MOST = 4
"""How many are compared at once."""


class ShortlistDialog(Dialog):
    """A small form whose act is one command; a refusal stands at its field."""

    done_with = Signal(object)
    """Emitted when the command was carried out; carries what it returned."""

    def __init__(self, context: Context, title: str, parent: QWidget, *, width: int = 440) -> None:
        super().__init__(title, parent, width=width)
        self.context = context
        self.form = Form(stacked=True, framed=True)
        self.confirmed.connect(self._on_confirmed)

    def command(self) -> Any:
        """Return the command the form makes."""
        raise NotImplementedError

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        self.set_busy(True)
        self.context.tasks.run(
            self.command(), owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, value: Any) -> None:
        self.accept()
        self.done_with.emit(value)

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


class ExcludeDialog(ShortlistDialog):
    """Asks why somebody is left out of a brief."""

    def __init__(self, context: Context, brief_id: int, row: MatchRow, parent: QWidget) -> None:
        name = pick(row.name, row.name_zh, context.language)
        super().__init__(context, tr("Leave {name} out").format(name=name), parent)
        self._ids = (brief_id, row.talent_id)
        self.form.add("reason", tr("Reason"), TextField(limit=300), required=True)
        self.add(self.form)
        self.set_primary(tr("Leave out"))
        self.form.focus_first()

    def command(self) -> Any:
        """Return the exclusion."""
        return shortlists.exclude(*self._ids, reason=self.form.value()["reason"])


class DeclineDialog(ShortlistDialog):
    """Asks who declined and why."""

    def __init__(
        self, context: Context, candidate: tuple[int, int], name: str, parent: QWidget
    ) -> None:
        super().__init__(context, tr("{name} declined").format(name=name), parent)
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


class WeightsDialog(ShortlistDialog):
    """The weights of the parts for one brief, and the way to make them the studio's."""

    kept = Signal()
    """Emitted when these weights are to be the studio's from now on."""

    def __init__(self, context: Context, found: Found, parent: QWidget) -> None:
        super().__init__(context, tr("Weights of the score"), parent, width=460)
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


class CompareDialog(Dialog):
    """Up to four side by side: figures, price, and each part of the score with its reason."""

    def __init__(self, context: Context, rows: Sequence[MatchRow], parent: QWidget) -> None:
        shown = tuple(rows)[:MOST]
        super().__init__(tr("Side by side"), parent, width=240 + 210 * len(shown))
        content = QWidget()
        grid = QGridLayout(content)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.cells: list[list[str]] = []
        names = [part.name for row in shown[:1] for part in row.parts]
        self._line(grid, "", [pick(row.name, row.name_zh, context.language) for row in shown], True)
        self._line(grid, tr("Score"), [words.score(row.score) for row in shown], True)
        self._line(grid, tr("Tier"), [words.tier_name(row.tier) for row in shown])
        self._line(grid, tr("Followers"), [_followers(row) for row in shown])
        self._line(grid, tr("Price"), [_price(row) for row in shown])
        for name in names:
            found = [next(part for part in row.parts if part.name == name) for row in shown]
            self._line(
                grid,
                tr("{part}, of {weight}").format(
                    part=words.part_name(name), weight=found[0].weight
                ),
                [
                    tr("{points}: {reason}").format(
                        points=words.points(part), reason=text(part.reason)
                    )
                    for part in found
                ],
            )
        for column in range(1, len(shown) + 1):
            grid.setColumnStretch(column, 1)
        area = scrolled(content)
        area.setMinimumHeight(420)
        self.add(area)
        self.set_primary(tr("Close"))
        self.set_cancel(tr("Close")).hide()
        self.confirmed.connect(self.accept)

    def _line(self, grid: QGridLayout, head: str, cells: Sequence[str], bold: bool = False) -> None:
        line = len(self.cells)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label(head, "label", "text3", wrap=True), line, 0, top)
        for column, cell in enumerate(cells, start=1):
            style = "head" if bold else "body"
            grid.addWidget(label(cell, style, "text", wrap=True), line, column, top)
        self.cells.append([head, *cells])


def _followers(row: MatchRow) -> str:
    shown = words.followers(row.followers)
    if row.read_on is None:
        return shown
    return tr("{followers}, {day}").format(followers=shown, day=short_date(row.read_on))


def _price(row: MatchRow) -> str:
    if row.price is None:
        return tr("no price")
    shown = money(row.price)
    return shown if row.confirmed else tr("{price}, provisional").format(price=shown)
