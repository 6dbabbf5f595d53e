"""Reads the program's own files as syntax trees, for the rules in this folder."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class File:
    """One Python file: its path from the project's root, and its tree."""

    path: str
    tree: ast.Module


@cache
def files(*folders):
    """Return the Python files below some folders of the project."""
    found = []
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            found.append(File(name, ast.parse(path.read_text(encoding="utf-8"), name)))
    assert found, f"no Python file in {folders}"
    return tuple(found)


def calls(file):
    """Yield every call in a file with the last part of its name: `a.b.c()` gives "c"."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call):
            yield node, called(node)


def called(call):
    """Return the last part of a call's name, "" where it has none."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def place(file, node):
    """Return where a node stands, as an editor opens it."""
    return f"{file.path}:{node.lineno}"


def listed(places):
    """Return places as lines of an assertion message."""
    return "\n" + "\n".join(sorted(set(places)))
