"""The gates of a step as they are shown, and which step is next."""

from PySide6.QtWidgets import QWidget

from studio.domain import incubation as rules
from studio.domain.incubation import Gate
from studio.services.incubation import Incubation, Way
from ui.language import text, tr
from ui.widgets.boxes import hbox
from ui.widgets.labels import Glyph, label


class GateRow(QWidget):
    """A gate with the shape and the word of whether it is met."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        ink = "good" if gate.met else "warn"
        said = tr("met: {what}") if gate.met else tr("missing: {what}")
        said = said.format(what=text(gate.label))
        self.setAccessibleName(said)
        row = hbox(
            self,
            Glyph("check-circle" if gate.met else "warning", ink, 14),
            label(
                text(gate.label) if gate.met else said,
                "small",
                "text2" if gate.met else "warn",
                wrap=True,
            ),
            gap=6,
        )
        row.setStretch(1, 1)


def following(one: Incubation) -> Way | None:
    """Return the way to the next stage of the board, None at its end."""
    return next((way for way in one.ways if way.state in rules.COLUMNS), None)
