"""What every test is watched for, shown on tests that do it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CULPRITS = {
    "a log nobody expected": (
        "import logging\ndef test(): logging.getLogger('callboard.feed').warning('lost')",
        "unexpected log: ['lost']",
    ),
    "an expected log that does not come": (
        "import pytest\n@pytest.mark.logs('lost')\ndef test(): pass",
        "expected log did not come: ['lost']",
    ),
    "a thread left running": (
        "import threading\n"
        "def test(): threading.Timer(4, print).start()",
        "threads left behind",
    ),
    "a Qt warning": (
        "from PySide6.QtCore import qWarning\ndef test(): qWarning('lost')",
        "Failure: Qt messages with level WARNING or above emitted",
    ),
    "a Python warning": (
        "import warnings\ndef test(): warnings.warn('old', DeprecationWarning)",
        "DeprecationWarning: old",
    ),
}  # fmt: skip


@pytest.mark.parametrize("culprit", CULPRITS)
def test_a_culprit_is_caught(tmp_path, culprit):
    code, words = CULPRITS[culprit]
    done = run(tmp_path, code)
    assert done.returncode == 1, done.stdout + done.stderr
    assert words in done.stdout


def test_an_innocent_passes(tmp_path):
    code = (
        "import logging, os, pytest\nfrom studio import paths\n"
        "@pytest.mark.logs('lost')\n"
        "def test():\n"
        "    logging.getLogger('callboard.feed').warning('lost 3')\n"
        "    assert 'callboard-test-home' in str(paths.backups())\n"
        "    assert 'callboard-test-home' in os.path.expanduser('~')\n"
    )
    assert run(tmp_path, code).returncode == 0


def run(folder, code):
    (folder / "test_culprit.py").write_text(code, encoding="utf-8")
    options = ["-q", "-c", "pyproject.toml", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
