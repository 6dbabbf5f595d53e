"""The banners over the page: what concerns the whole window, one of each kind at most."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

if TYPE_CHECKING:
    from ui.widgets.banner import Banner

ORDER = ("unreachable", "stopped", "readonly", "demo")
"""Worst first."""


class Banners(QObject):
    """Keeps the banners in order; each has a key."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout()
        self._shown: dict[str, Banner] = {}

    def begin(self) -> QVBoxLayout:
        """Return an empty column for them: the window was built anew."""
        self._shown.clear()
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        return self._column

    def put(self, key: str, kind: str, bold: str, plain: str = "") -> "Banner":
        """Show a banner, in place of one of the same key; the same words stay as they are."""
        known = self._shown.get(key)
        if known is not None:
            known.set(bold, plain, kind)
            return known
        from ui.widgets.banner import Banner  # noqa: PLC0415 - the first paint has none

        banner = Banner(kind, bold, plain)
        later = ORDER[ORDER.index(key) + 1 :]
        at = [self._column.indexOf(self._shown[other]) for other in later if other in self._shown]
        self._column.insertWidget(min(at, default=self._column.count()), banner)
        self._shown[key] = banner
        return banner

    def drop(self, key: str) -> None:
        """Take a banner away."""
        banner = self._shown.pop(key, None)
        if banner is not None:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()

    def get(self, key: str) -> "Banner | None":
        """Return a banner that is shown."""
        return self._shown.get(key)

    def words(self) -> dict[str, str]:
        """Return what the banners say, by key, from top to bottom."""
        shown = sorted(self._shown, key=ORDER.index)
        return {key: self._shown[key].words() for key in shown}
