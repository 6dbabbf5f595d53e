"""Preferences: this machine's settings while the window is open, saved as they change."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QLocale, QObject, Signal

from studio import settings as stored
from studio.errors import StudioError
from studio.settings import Settings

log = logging.getLogger("callboard.preferences")


class Preferences(QObject):
    """Holds the settings of the moment; one changes them as a whole and everyone hears of it."""

    changed = Signal(object, object)
    """Emitted when settings have changed; carries the old and the new value."""

    def __init__(self, value: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self._saver = ThreadPoolExecutor(1, thread_name_prefix="preferences")

    @property
    def value(self) -> Settings:
        """The settings now."""
        return self._value

    @property
    def language(self) -> str:
        """The window's language, en or zh; the system's where none was chosen."""
        return self._value.language or system_language()

    def change(self, **values: Any) -> None:
        """Change some settings, save them aside from the window, tell everyone."""
        self.put(replace(self._value, **values))

    def edit(self, edit: Callable[..., Settings], *arguments: Any) -> None:
        """Change settings by one of the functions of studio.settings."""
        self.put(edit(self._value, *arguments))

    def put(self, value: Settings) -> None:
        """Take new settings as a whole."""
        old, self._value = self._value, value
        if old != value:
            self._saver.submit(_save, value)
            self.changed.emit(old, value)

    def close(self) -> None:
        """Wait until the last change is on the disk."""
        self._saver.shutdown(wait=True)


def _save(value: Settings) -> None:
    try:
        stored.save(value)
    except StudioError as error:  # a full disk must not stop the work; the next change tries again
        log.warning("settings were not saved: %s", type(error).__name__)


def system_language() -> str:
    """Return zh where the system speaks Chinese, else en."""
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"
