"""A crash as a report: what failed and where, with or without the words of the error."""

import hashlib
import platform
import traceback
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import qVersion

import studio

OURS = ("ui", "studio", "resources")
ROOT = Path(studio.__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class CrashReport:
    """What is known of one failure; `doing` says in a person's words what was being done."""

    error: BaseException
    at: datetime
    doing: str = ""

    @property
    def kind(self) -> str:
        """The type of the error."""
        return type(self.error).__name__

    @property
    def place(self) -> str:
        """The innermost place in our own code: "ui/home/page.py:42 refresh"."""
        found = ""
        for frame in traceback.extract_tb(self.error.__traceback__):
            path = Path(frame.filename)
            if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in OURS:
                found = f"{path.relative_to(ROOT).as_posix()}:{frame.lineno} {frame.name}"
        return found

    @property
    def code(self) -> str:
        """A short code that is the same for the same failure."""
        made = hashlib.sha256(f"{self.kind} {self.place}".encode()).hexdigest()
        return made[:6].upper()

    def lines(self, *, discreet: bool = True) -> list[str]:
        """Return the two or three lines a person is shown."""
        shown = [f"{self.code}  {self.kind}", self.place]
        if not discreet and str(self.error):
            shown.append(str(self.error)[:300])
        return [line for line in shown if line]

    def text(self, *, discreet: bool = True, times: int = 1) -> str:
        """Return the report; a discreet one leaves out every word that may quote a record."""
        lines = [
            f"Callboard {studio.__version__}",
            f"Python {platform.python_version()}, Qt {qVersion()}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            f"{self.at:%Y-%m-%d %H:%M:%S}, {times} x",
            f"Code {self.code}",
            "",
        ]
        if self.doing and not discreet:
            lines += [self.doing, ""]
        lines += self._chain(discreet=discreet)
        return "\n".join(lines) + "\n"

    def _chain(self, *, discreet: bool) -> list[str]:
        parts: list[str] = []
        error: BaseException | None = self.error
        while error is not None and len(parts) < 50:  # a chain may run in a circle
            trace = "".join(traceback.format_tb(error.__traceback__)).rstrip()
            words = "(its words are left out)" if discreet else f": {error}"
            parts.insert(0, f"{trace}\n{type(error).__qualname__} {words}".lstrip("\n"))
            error = error.__cause__ or error.__context__
        return ["\nwhich led to:\n".join(parts)]
