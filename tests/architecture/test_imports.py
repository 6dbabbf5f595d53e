"""Who may import whom: the contracts hold, and each one bites."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

CONTRACT = re.compile(r"^(?P<number>\d)\. .* (?P<state>KEPT|BROKEN)", re.MULTILINE)
COUNT = 8

# The smallest tree the contracts can be checked on.
STUBS = {
    "studio/__init__.py": "",
    "studio/text.py": "",
    "studio/errors.py": "import studio.text",
    "studio/paths.py": "",
    "studio/writing.py": "import studio.errors",
    "studio/clock.py": "",
    "studio/settings.py": "import studio.paths",
    "studio/log.py": "",
    "studio/domain/__init__.py": "",
    "studio/domain/money.py": "import studio.errors",
    "studio/persistence/__init__.py": "import sqlalchemy",
    "studio/services/__init__.py": "",
    "studio/services/briefs.py": "import studio.persistence, studio.domain.money, resources",
    "studio/cli.py": "import studio.services.briefs",
    "ui/__init__.py": "",
    "ui/theme.py": "import PySide6",
    "ui/widgets.py": "import ui.theme",
    "ui/briefs/__init__.py": "",
    "ui/briefs/page.py": "import ui.widgets, studio.services.briefs",
    "ui/clients/__init__.py": "",
    "ui/clients/page.py": "",
    "ui/shell.py": "",
    "resources/__init__.py": "",
}

# Contract -> file and what is put into it to break that one and no other.
SEEDS = {
    1: ("resources/__init__.py", "import studio.text"),
    2: ("studio/domain/money.py", "import studio.settings"),
    3: ("ui/clients/page.py", "import ui.briefs.page"),
    4: ("studio/services/briefs.py", "import PySide6"),
    5: ("ui/clients/page.py", "import sqlalchemy"),
    6: ("studio/cli.py", "import studio.persistence"),
    7: ("studio/domain/money.py", "import sqlalchemy"),
    8: ("studio/domain/dates.py", "import studio.domain.money"),
}


def lint(folder, cache):
    """Return the state of each contract by its number, and all that was said."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-logo", "--cache-dir", cache],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    states = {int(m["number"]): m["state"] == "KEPT" for m in CONTRACT.finditer(done.stdout)}
    return states, done.stdout + done.stderr


def test_every_contract_is_kept(tmp_path):
    states, said = lint(ROOT, tmp_path)
    assert states == dict.fromkeys(range(1, COUNT + 1), True), said


@pytest.fixture
def stubs(tmp_path):
    """Return a folder with the stub tree and the project's contracts."""
    for name, text in STUBS.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_stub_tree_keeps_every_contract(stubs):
    states, said = lint(stubs, stubs / "cache")
    assert states == dict.fromkeys(range(1, COUNT + 1), True), said


@pytest.mark.parametrize("number", SEEDS)
def test_a_seeded_violation_breaks_its_contract_alone(stubs, number):
    name, line = SEEDS[number]
    path = stubs / name
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{old}\n{line}\n", encoding="utf-8")
    if number == 8:  # a cycle needs both ends
        (stubs / "studio/domain/money.py").write_text("import studio.domain.dates")
    states, said = lint(stubs, stubs / "cache")
    assert [one for one, kept in states.items() if not kept] == [number], said


@pytest.mark.parametrize("name", ["studio/helpers.py", "ui/utils.py"])
def test_a_new_top_level_file_needs_a_layer(stubs, name):
    (stubs / name).write_text("")
    states, said = lint(stubs, stubs / "cache")
    assert not all(states.values()), said
    assert Path(name).stem in said
