"""Files are written whole or not at all, so studio/writing.py does it for everyone."""

import ast

from tests.architecture.source import calls, files, listed, place

# Files that write by themselves, and why that is safe.
OWN_WAY = {
    "studio/writing.py": "is the one",
    "studio/log.py": "a log is appended to, and may end in half a line",
    "studio/persistence/backup.py": "too large for memory: copied in parts, checked, then renamed",
    "studio/persistence/upgrade.py": "an empty file that must be new; SQLite writes it",
}
COPIERS = {"copyfile", "copy2", "copy", "move"}


def test_nobody_else_opens_a_file_for_writing():
    bad = [
        place(file, call)
        for file in files("studio", "ui")
        for call, name in calls(file)
        if file.path not in OWN_WAY and _writes(call, name)
    ]
    assert not bad, f"use studio.writing: {listed(bad)}"


def _writes(call, name):
    if name == "open":
        return any(isinstance(one, str) and set(one) & set("wax+") for one in _modes(call))
    if name in ("write_text", "write_bytes"):
        return not _is_on(call, "writing")
    return name in COPIERS and _is_on(call, "shutil")


def _is_on(call, module):
    owner = getattr(call.func, "value", None)
    return isinstance(owner, ast.Name) and owner.id == module


def _modes(call):
    """Return what may be the mode: builtin open has it second, Path.open first."""
    at = 0 if isinstance(call.func, ast.Attribute) else 1
    given = [call.args[at]] if len(call.args) > at else []
    given += [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    return [node.value for node in given if isinstance(node, ast.Constant)]
