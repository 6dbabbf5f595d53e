"""A list of 100,000 rows painted and scrolled, against 200 rows held by Qt itself."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from tests.benchmarks.figure import Figure, cpu, interleaved
from ui.models.columns import Column, NameCell
from ui.models.table import RecordTable
from ui.theme import look

ROWS, FLOOR_ROWS, COLUMNS, FRAMES = 100_000, 200, 7, 60


def figures(runs: int) -> list[Figure]:
    """Measure the first paint and the frames of a scroll, in the processor's time."""
    app = QApplication.instance() or QApplication([])
    look.start(app, "light")
    first, floor_first = interleaved(lambda: _first(_records), lambda: _first(_standard), runs)
    frames, floor_frames = interleaved(
        lambda: _scrolled(_records), lambda: _scrolled(_standard), runs
    )
    floor = f"QStandardItemModel, {FLOOR_ROWS} rows, cpu"
    return [
        Figure(f"list of {ROWS:,} rows, first paint, cpu", first, floor, floor_first, "<= 2.2x"),
        Figure("one frame of its scroll, cpu", frames, floor, floor_frames, "<= 1.6x"),
    ]


def _first(make: Callable[[], QWidget]) -> float:
    kept: list[QWidget] = []

    def paint() -> None:
        view = make()
        view.resize(1200, 800)
        view.show()
        QTest.qWaitForWindowExposed(view)
        view.grab()
        kept.append(view)

    spent = cpu(paint)
    kept[0].close()
    return spent


def _scrolled(make: Callable[[], QWidget]) -> float:
    view = make()
    view.resize(1200, 800)
    view.show()
    QTest.qWaitForWindowExposed(view)
    table = view if isinstance(view, QTableView) else view.findChild(QTableView)
    bar = table.verticalScrollBar()
    step = max(bar.maximum() // FRAMES, 1)

    def scroll() -> None:
        for number in range(FRAMES):
            bar.setValue(number * step)
            table.viewport().repaint()
            QApplication.sendPostedEvents()

    spent = cpu(scroll) / FRAMES
    view.close()
    return spent


def _records() -> QWidget:
    columns = [
        Column("name", "Name", "name", lambda row: NameCell(row[0]), 260),
        *(
            Column(f"c{number}", f"Column {number}", "text", _cell(number), 140)
            for number in range(1, COLUMNS)
        ),
    ]
    table = RecordTable(columns, _fetch)
    table.set_ids(range(1, ROWS + 1))
    return table


def _cell(number: int) -> Callable[[tuple[str, ...]], str]:
    return lambda row: row[number]


def _fetch(ids: Sequence[int], arrived: Callable[[Mapping[int, tuple[str, ...]]], None]) -> None:
    arrived({key: tuple(f"Row {key}, {number}" for number in range(COLUMNS)) for key in ids})


def _standard() -> QWidget:
    model = QStandardItemModel(FLOOR_ROWS, COLUMNS)
    for row in range(FLOOR_ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"Row {row}, {column}"))
    view = QTableView()
    view.setModel(model)
    model.setParent(view)
    return view
