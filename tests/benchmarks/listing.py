"""A list of a hundred thousand rows: made, painted, scrolled, jumped about in."""

import time

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from studio.services import clients
from tests import builders
from tests.benchmarks.measuring import compare
from ui.clients.cells import Cells
from ui.language import set_language
from ui.models.table import RecordTable
from ui.theme import look

SIZE = (1200, 800)
ROWS = 200
STEP = 90
"""Pixels scrolled in one frame."""


def figures(workspace):
    """Return what the list costs beside one of 200 rows kept in Qt itself."""
    app = QApplication.instance() or QApplication([])
    set_language("en")
    look.start(app, "light")
    ids = workspace.ask(clients.ids(clients.ClientFilter()))
    count = f"{len(ids):,} rows"
    yield compare(
        f"list of {count}: made from its ids, first page read and painted",
        lambda: _made(lambda: _list(workspace, ids)),
        lambda: _made(_floor),
        "QTableView over 200 rows of a C++ model",
        runs=9,
        target=2.2,
        note="the ids themselves are asked for off the window's thread; see finding",
    )
    ours, floor = _list(workspace, ids), _floor()
    yield compare(
        f"{count}: one frame of smooth scrolling",
        lambda: _scrolled(ours, STEP),
        lambda: _scrolled(floor, STEP),
        "the same in 200 C++ rows",
        runs=60,
        note="a page of 100 rows is read whenever one comes into sight",
    )
    yield compare(
        f"{count}: a jump to anywhere, read and painted",
        _Jumps(ours),
        _Jumps(floor),
        "the same in 200 C++ rows",
        runs=40,
    )
    yield compare(
        f"{count}: everything in sight painted again",
        lambda: _painted(ours),
        lambda: _painted(floor),
        "the same in 200 C++ rows",
        runs=40,
        target=1.6,
    )
    for view in (ours, floor):
        view.close()
        view.deleteLater()
    _settle()


def _list(workspace, ids):
    def fetch(ids, arrived):
        arrived(workspace.ask(clients.rows(ids)))

    view = RecordTable(Cells("en", builders.TODAY).columns(), fetch)
    view.resize(*SIZE)
    view.set_ids(ids)
    view.show()
    _settle()
    return view


def _floor():
    model = QStandardItemModel(ROWS, 7)
    for row in range(ROWS):
        for column in range(7):
            model.setItem(row, column, QStandardItem(f"Client {row} {column}"))
    view = QTableView()
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.resize(*SIZE)
    view.setModel(model)
    model.setParent(view)
    view.show()
    _settle()
    return view


def _made(make):
    """Return the CPU time until a view stands painted, in ms; taking it away does not count."""
    began = time.process_time()
    view = make()
    took = (time.process_time() - began) * 1000
    view.close()
    view.deleteLater()
    _settle()
    return took


def _scrolled(view, step):
    bar = view.verticalScrollBar()
    bar.setValue(0 if bar.value() + step > bar.maximum() else bar.value() + step)
    _settle()


class _Jumps:
    """Jumps to places spread over the whole list, never the same one soon again."""

    def __init__(self, view):
        self._view = view
        self._at = 0.1

    def __call__(self):
        """Jump once and let it be painted."""
        self._at = (self._at + 0.618034) % 1
        bar = self._view.verticalScrollBar()
        bar.setValue(int(bar.maximum() * self._at))
        _settle()


def _painted(view):
    view.viewport().repaint()


def _settle():
    """Let Qt do all that is due: layouts, timers of no delay, painting."""
    app = QApplication.instance()
    app.sendPostedEvents()
    loop = QEventLoop()
    for _ in range(4):
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
