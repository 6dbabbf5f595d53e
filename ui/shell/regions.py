"""F6 and Shift F6: from the side bar to the page and on, each region with its last item."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.navigation import Sidebar
from ui.shell.pages import Pages


class Regions:
    """Knows the regions of the window and where the focus was in each."""

    def __init__(self, sidebar: Sidebar, pages: Pages) -> None:
        self._sidebar = sidebar
        self._pages = pages
        self._last: dict[int, QWidget] = {}

    def _all(self) -> list[QWidget]:
        page = self._pages.current()
        return [self._sidebar, *(page.regions() if page is not None else [])]

    def step(self, by: int) -> None:
        """Move the focus to the next region or the one before."""
        regions = [region for region in self._all() if region.isVisible()]
        focus = QApplication.focusWidget()
        at = next(
            (nr for nr, region in enumerate(regions) if focus and region.isAncestorOf(focus)), -1
        )
        if at >= 0 and focus is not None:
            self._last[id(regions[at])] = focus
        target = regions[(at + by) % len(regions)]
        kept = self._last.get(id(target))
        if kept is not None and kept.isVisible():
            kept.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            _focus_first(target)


def _focus_first(region: QWidget) -> None:
    """Focus the first control of a region that takes the Tab key."""
    if region.focusPolicy() & Qt.FocusPolicy.TabFocus:
        region.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    for child in region.findChildren(QWidget):
        if (
            child.focusPolicy() & Qt.FocusPolicy.TabFocus
            and child.isVisible()
            and child.isEnabled()
        ):
            child.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
