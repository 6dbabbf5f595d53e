"""What every test gets: no screen, a home of its own, no unexpected log, no thread left behind."""

import importlib.util
import itertools
import logging
import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

# Before anything imports Qt or asks where the person's files are.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("CALLBOARD_TEST_PLATFORM", "offscreen")
_HOME = Path(tempfile.mkdtemp(prefix="callboard-test-home-"))
os.environ["CALLBOARD_HOME"] = str(_HOME / "session")
for _name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
    os.environ[_name] = str(_HOME)
for _name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = str(_HOME / _name.lower())
for _name in ("CALLBOARD_TODAY", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(_name, None)
os.environ["LANG"] = "C.UTF-8"

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.postgres"]
if importlib.util.find_spec("tests.fixtures") is not None:
    pytest_plugins.append("tests.fixtures")

# At a desk each run tries new examples; before landing the same ones each time, and more of them.
settings.register_profile(
    "desk", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile(
    "ci", settings.get_profile("desk"), max_examples=200, derandomize=True, database=None
)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_unconfigure():
    """Remove the home of the whole run."""
    shutil.rmtree(_HOME, ignore_errors=True)


_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def own_home(monkeypatch):
    """Give each test settings, logs, drafts and backups of its own."""
    home = _HOME / f"test-{next(_numbers)}"
    monkeypatch.setenv("CALLBOARD_HOME", str(home))
    return home


class _Records(logging.Handler):
    """Keeps every record from WARNING up."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.records = []

    def emit(self, record):
        """Keep the record."""
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request):
    """Fail a test that logs a warning which its `logs` marker does not name."""
    expected = [mark.args[0] for mark in request.node.iter_markers("logs")]
    handler = _Records()
    root = logging.getLogger()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    said = [record.getMessage() for record in handler.records]
    unexpected = [text for text in said if not any(part in text for part in expected)]
    missing = [part for part in expected if not any(part in text for text in said)]
    assert not unexpected, f"unexpected log: {unexpected}"
    assert not missing, f"expected log did not come: {missing}"


@pytest.fixture(autouse=True)
def no_thread_left():
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    end = time.monotonic() + 3
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        if not thread.daemon:
            thread.join(max(0.0, end - time.monotonic()))
    alive = [thread.name for thread in left if thread.is_alive() and not thread.daemon]
    assert not alive, f"threads left behind: {alive}"


@pytest.fixture(autouse=True)
def no_widget_left():
    """Delete what a test closed: otherwise every change of the look polishes it for ever."""
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QEvent  # noqa: PLC0415 - tests without Qt stay without it
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        if QApplication.instance() is not None:
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
