"""Half-typed long text, kept in a file every five seconds until it is saved or given up."""

import json
import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from studio import paths, writing
from studio.errors import StudioError

EVERY = 5000  # ms
log = logging.getLogger("callboard.drafts")


class Drafts(QObject):
    """Texts by studio, noun, id and field. Damage in the file costs the drafts, nothing else."""

    def __init__(
        self, path: Path | None = None, parent: QObject | None = None, *, studio: str = ""
    ) -> None:
        super().__init__(parent)
        self._path = path or paths.drafts() / "drafts.json"
        self.studio = studio
        """The place of the open studio: ids of two studios are different records."""
        self._texts = self._read()
        self._written = dict(self._texts)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.flush)

    def put(self, noun: str, record_id: int, field: str, text: str) -> None:
        """Remember a half-typed text; it is on the disk within five seconds."""
        self._texts[self._key(noun, record_id, field)] = text
        if not self._timer.isActive():
            self._timer.start()

    def get(self, noun: str, record_id: int, field: str) -> str | None:
        """Return what was half typed, None where nothing was."""
        return self._texts.get(self._key(noun, record_id, field))

    def clear(self, noun: str, record_id: int, field: str) -> None:
        """Forget a text: it was saved, or given up."""
        if self._texts.pop(self._key(noun, record_id, field), None) is not None:
            self.flush()

    def count(self) -> int:
        """Return how many half-typed texts there are."""
        return len(self._texts)

    def flush(self) -> None:
        """Put what changed on the disk now; on closing the window too."""
        self._timer.stop()
        if self._texts == self._written:
            return
        try:
            paths.made(self._path.parent)
            writing.write_text(self._path, json.dumps(self._texts, ensure_ascii=False))
        except (OSError, StudioError) as error:  # a full disk: the text is still in its field
            log.warning("drafts were not written: %s", type(error).__name__)
        else:
            self._written = dict(self._texts)

    def _key(self, noun: str, record_id: int, field: str) -> str:
        return "\n".join((self.studio, noun, str(record_id), field))

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            log.warning("drafts cannot be read: %s", type(error).__name__)
            return {}
        if not isinstance(found, dict):
            return {}
        return {key: text for key, text in found.items() if isinstance(text, str)}
