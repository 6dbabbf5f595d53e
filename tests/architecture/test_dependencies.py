"""What is imported is asked for in pyproject.toml, and what is asked for is used."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.architecture.source import ROOT, files, listed, place

OWN = {"studio", "ui", "resources", "tests"}

# Asked for, though no line imports it by name.
UNSEEN = {
    "psycopg": "the driver that SQLAlchemy loads for postgresql:// URLs",
}

# Comes with another one, of exactly the same version.
BROUGHT = {"shiboken6": "pyside6-essentials"}


def declared():
    """Return the libraries the program asks for, by their normal names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {normal(re.split(r"[\[<>=!~; ]", line)[0]) for line in project["dependencies"]}


def normal(name):
    """Return a distribution's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imported():
    """Yield each library that studio and ui import, with the place."""
    homes = packages_distributions()
    for file in files("studio", "ui"):
        for node in ast.walk(file.tree):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            for name in {one.partition(".")[0] for one in names} - OWN - sys.stdlib_module_names:
                found = {normal(home) for home in homes.get(name, [name])}
                yield {BROUGHT.get(home, home) for home in found}, place(file, node)


def test_nothing_is_imported_that_is_not_asked_for():
    bad = [f"{where}: {homes}" for homes, where in imported() if not homes & declared()]
    assert not bad, listed(bad)


def test_nothing_is_asked_for_that_is_not_used():
    used = {home for homes, _where in imported() for home in homes}
    assert declared() - used - set(UNSEEN) == set()
