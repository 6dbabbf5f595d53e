"""Start-up: the window shown and its first page filled, against a bare window."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from studio.services import sample
from tests.benchmarks.figure import Figure, interleaved

BARE = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
window.grab()
print(json.dumps({"shown": time.process_time() * 1000}))
"""

WHOLE = """
import json, sys, time
from PySide6.QtCore import QTimer
from studio.settings import Settings
from ui.app import make_application
from ui.preferences import Preferences
from ui.shell.session import Session
from ui.startup import Wish
from ui.tasks import Tasks

settings = Settings(language="en", theme="light")
preferences = Preferences(settings)
app = make_application(settings, preferences)
session = Session(preferences, Tasks())
window = session.window
window.resize(1440, 900)
found = {}

def look():
    page = window.pages.current()
    if page is not None and getattr(page, "_home", None) is not None:
        page.grab()
        found["filled"] = time.process_time() * 1000
        print(json.dumps(found), flush=True)
        window.close()
        app.quit()
        return
    QTimer.singleShot(5, look)

session.start(Wish(place=sys.argv[1]))
app.processEvents()
window.grab()
found["shown"] = time.process_time() * 1000
look()
QTimer.singleShot(60_000, app.quit)
app.exec()
"""


def figures(runs: int) -> list[Figure]:
    """Measure the processor's time until the window is shown, and until Home is filled."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "demo.callboard"
        sample.build_demo(place)
        filled: list[float] = []

        def whole() -> float:
            told = _run(WHOLE, str(place), folder)
            filled.append(told["filled"])
            return told["shown"]

        shown, bare = interleaved(whole, lambda: _run(BARE, "", folder)["shown"], runs)
    middle = sorted(filled)[len(filled) // 2]
    floor = "bare QMainWindow, cpu"
    return [
        Figure("window shown, cpu", shown, floor, bare, "<= 1.25x"),
        Figure("first page filled (Home of the demo), cpu", middle, floor, bare, "<= 5x"),
    ]


def _run(program: str, place: str, home: str) -> dict[str, float]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "CALLBOARD_HOME": home,
        "CALLBOARD_TODAY": "2026-11-16",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", program, place],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told
