"""The window of Callboard. Knows nothing of SQL; asks studio.services for everything."""

import builtins

import PySide6.QtCore  # noqa: F401 - brings the hook that is taken back here

# PySide hooks every import to read the whole source of each module that comes after it, in search
# of its `__feature__` switch, which we never use. Over the storage's 600 modules that is a tenth of
# their loading and 24 MB of sources kept in linecache (PySide 6.11.3, shibokensupport/feature.py).
_plain = getattr(builtins, "__orig_import__", None)
if _plain is not None:
    builtins.__import__ = _plain
