"""The window is painted before anything slow is imported, and what is slow comes by itself."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

SLOW = (
    "sqlalchemy", "sqlmodel", "pydantic", "alembic", "psycopg", "reportlab", "openpyxl", "numpy",
    "pandas", "asyncio", "babel", "multiprocessing", "subprocess", "PIL", "pypinyin", "holidays",
    "secrets", "hashlib", "statistics", "PySide6.QtQuick", "PySide6.QtQml", "PySide6.QtPdf",
)  # fmt: skip
# Ours that the first paint shows nothing of; a package stands for all that is in it.
LATER = (
    "studio.services", "studio.persistence", "studio.documents", "studio.domain.money",
    "studio.domain.currencies", "ui.faults.dialog", "ui.forms", "ui.home", "ui.models",
    "ui.shell.about", "ui.shell.desk", "ui.shell.files", "ui.shell.keys", "ui.shell.palette",
    "ui.shell.pictures", "ui.shell.problems", "ui.widgets.banner", "ui.widgets.buttons",
    "ui.widgets.dialogs", "ui.widgets.toast",
)  # fmt: skip
MOST = 56
"""Modules of ours before the first paint; a tenth of a millisecond and more goes into each."""

SECONDS = 60

# Runs the real program. Its window notes what is there when it has been painted for the first time;
# a thread ends the program once all that comes behind the paint has been loaded.
WATCHED = """
import builtins, gc, json, os, sys, threading, time
import PySide6.QtWidgets as widgets
from PySide6.QtCore import QEvent, QObject, QThread
from shiboken6 import isValid

seen = {}

def note():
    seen["painted"] = sorted(sys.modules)
    seen["styled"] = "QStyle" in vars(widgets)
    seen["collecting"] = gc.isenabled()
    seen["import"] = builtins.__import__.__name__

class Main(widgets.QMainWindow):
    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest and "painted" not in seen:
            note()
        return done

def wait(end):
    while time.monotonic() < end and not ("painted" in seen and gc.get_freeze_count()):
        time.sleep(0.02)
    seen["later"] = sorted(sys.modules)
    seen["collecting later"] = gc.isenabled()
    gc.unfreeze()
    objects = [one for one in gc.get_objects() if isinstance(one, QObject) and isValid(one)]
    seen["strangers"] = [
        type(one).__name__ for one in objects
        if one.thread() != widgets.QApplication.instance().thread() and not isinstance(one, QThread)
    ]
    print(json.dumps(seen), flush=True)

def watch(end):
    try:
        wait(end)
    except BaseException as error:  # the program's own hooks would keep it from being seen
        print("watching failed:", repr(error), flush=True)
    os._exit(0)

widgets.QMainWindow = Main
threading.Thread(target=watch, args=(time.monotonic() + float(sys.argv[1]),), daemon=True).start()
from ui import app
app.main(["--demo"])
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Return what was there at the first paint, and what came behind it."""
    home = tmp_path_factory.mktemp("home")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(SECONDS)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS + 60,
        env={**os.environ, "CALLBOARD_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert lines, done.stdout + done.stderr
    return json.loads(lines[-1])


def within(modules, packages):
    """Return the modules that are one of the packages or lie in one."""
    return [
        module
        for module in modules
        if any(module == each or module.startswith(f"{each}.") for each in packages)
    ]


def test_nothing_slow_is_imported_before_the_first_paint(seen):
    assert within(seen["painted"], SLOW) == []


def test_nor_anything_of_ours_that_it_does_not_show(seen):
    assert within(seen["painted"], LATER) == []


def test_the_first_paint_takes_few_of_our_modules(seen):
    ours = within(seen["painted"], ("resources", "studio", "ui"))
    assert "ui.shell.window" in ours
    assert len(ours) <= MOST, ours


def test_the_style_is_not_asked_for_before_the_first_paint(seen):
    """QStyle alone brings enumerations that cost as much as twenty modules of ours."""
    assert not seen["styled"]


def test_imports_are_not_searched_for_features(seen):
    assert seen["import"] != "__feature_import__"


def test_garbage_is_collected_only_when_all_is_loaded(seen):
    assert not seen["collecting"]
    assert seen["collecting later"]


def test_the_storage_comes_after_it_and_the_first_page_with_it(seen):
    wanted = {"sqlmodel", "studio.services.home", "ui.home.page", "ui.shell.desk", "babel.dates"}
    assert wanted <= {*seen["later"]}


def test_loading_on_a_thread_makes_no_objects_of_qt(seen):
    """One made there would belong to a thread that ends, and never hear of anything again."""
    assert seen["strangers"] == []


def test_nothing_needless_comes_at_all(seen):
    needless = ("numpy", "pandas", "openpyxl", "PySide6.QtQuick", "PySide6.QtQml", "PySide6.QtPdf")
    assert within(seen["later"], needless) == []
