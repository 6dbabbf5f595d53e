"""The one place that hands something to the desktop: folders, mail drafts, kept files."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> bool:
    """Open a file or folder with the program the desktop has for it; say whether one was found."""
    return bool(QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))


def open_address(address: str) -> bool:
    """Open a page of the web in the person's browser; False for anything that is not one."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return url.scheme() in ("http", "https") and QDesktopServices.openUrl(url)
