"""The window is painted before anything slow is imported, and what is slow comes by itself."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

SLOW = (
    "sqlalchemy", "sqlmodel", "pydantic", "alembic", "psycopg", "reportlab", "openpyxl", "numpy",
    "pandas", "asyncio", "PySide6.QtQuick", "PySide6.QtQml", "PySide6.QtPdf",
)  # fmt: skip
SECONDS = 60

# Runs the real program. Its application notes which slow modules are there when the first paint
# of a window is done; a thread ends the program once the storage has been imported after that.
WATCHED = """
import json, os, sys, threading, time
import PySide6.QtWidgets as widgets
from PySide6.QtCore import QEvent

slow = json.loads(sys.argv[1])
seen = {}

class Application(widgets.QApplication):
    def notify(self, receiver, event):
        painted = event.type() == QEvent.Type.Paint and isinstance(receiver, widgets.QWidget)
        done = super().notify(receiver, event)
        if painted and "painted" not in seen and receiver.window().isVisible():
            seen["painted"] = [name for name in slow if name in sys.modules]
        return done

def wait():
    end = time.monotonic() + float(sys.argv[2])
    while time.monotonic() < end and not ("painted" in seen and "sqlmodel" in sys.modules):
        time.sleep(0.02)
    seen["later"] = [name for name in slow if name in sys.modules]
    print(json.dumps(seen), flush=True)
    os._exit(0)

widgets.QApplication = Application
threading.Thread(target=wait, daemon=True).start()
from ui import app
sys.argv = ["callboard", "--demo"]
app.main()
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Return which slow modules were there at the first paint, and which came later."""
    home = tmp_path_factory.mktemp("home")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, json.dumps(SLOW), str(SECONDS)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS + 60,
        env={**os.environ, "CALLBOARD_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert lines, done.stdout + done.stderr
    return json.loads(lines[-1])


def test_nothing_slow_is_imported_before_the_first_paint(seen):
    assert seen["painted"] == []


def test_the_storage_comes_after_it(seen):
    assert "sqlmodel" in seen["later"]


def test_nothing_needless_comes_at_all(seen):
    needless = {"numpy", "pandas", "openpyxl", "PySide6.QtQuick", "PySide6.QtQml", "PySide6.QtPdf"}
    assert not needless & set(seen["later"])
