"""What things cost: our own past jobs with how many, and published figures with year and source."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from studio.domain.names import pick
from studio.domain.platforms import platform_name
from studio.domain.shortlisting import Published, span
from studio.services import shortlists
from studio.services.shortlists import Benchmarks, OwnCost
from ui.context import Context
from ui.language import language, tr
from ui.shortlists import words
from ui.widgets.boxes import scrolled, vbox
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label, section_head

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop

FEW = 3
"""A median of fewer jobs than this is marked."""


class BenchmarksDialog(Dialog):
    """Our own history beside what others publish."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(tr("Benchmarks"), parent, width=780)
        self.lines: list[list[str]] = []
        self._content = QWidget()
        self._column = vbox(self._content, margins=(0, 0, 14, 0), gap=8)
        area = scrolled(self._content)
        area.setMinimumHeight(440)
        self.add(area)
        self.set_primary(tr("Close"))
        self.set_cancel(tr("Close")).hide()
        self.confirmed.connect(self.accept)
        context.tasks.ask(
            shortlists.benchmarks(), owner=self, then=self._on_known, slot="benchmarks"
        )

    def _on_known(self, known: Benchmarks) -> None:
        self._column.addWidget(section_head(tr("Our own past jobs: cost per thousand views")))
        if known.own:
            heads = (tr("Tier"), tr("Platform"), tr("Category"), tr("Median"), tr("Jobs"))
            self._grid(heads, [_own(one) for one in known.own], right=(3, 4))
        else:
            none = tr("No past job has both a price and views yet (n = 0).")
            self._column.addWidget(label(none, "body", "text3", wrap=True))
        self._column.addWidget(section_head(tr("Published by others")))
        self._column.addWidget(
            label(tr("To set beside it: no score is made of these."), "small", "text3", wrap=True)
        )
        others = (tr("What"), tr("Range"), tr("Year"), tr("Source"))
        self._grid(others, [_published(one) for one in known.published], right=(1,))
        self._column.addStretch(1)

    def _grid(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]
    ) -> None:
        home = QWidget()
        grid = QGridLayout(home)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for line, cells in enumerate((heads, *rows)):
            style, ink = ("label", "text3") if line == 0 else ("body", "text")
            for column, cell in enumerate(cells):
                side = RIGHT if column in right else LEFT
                grid.addWidget(label(cell, style, ink), line, column, side)
            self.lines.append(list(cells))
        grid.setColumnStretch(0, 1)
        self._column.addWidget(home)


def _own(one: OwnCost) -> list[str]:
    cents = one.cpm.quantize(Decimal("0.01"), ROUND_HALF_UP)
    few = tr("{n}, too few to count").format(n=one.n) if one.n < FEW else str(one.n)
    return [
        words.tier_name(one.tier) if one.tier else tr("not read"),
        platform_name(one.platform, language()),
        one.category,
        f"{cents:,f} {one.currency}",
        few,
    ]


def _published(one: Published) -> list[str]:
    source = pick(one.source.en, one.source.zh, language())
    note = pick(one.note.en, one.note.zh, language())
    name = pick(one.name.en, one.name.zh, language())
    if note and one.measure != "engagement":  # its name says by what
        name = tr("{what} ({note})").format(what=name, note=note)
    return [name, span(one), one.year, source]
