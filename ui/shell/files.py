"""Which file: to open, to make, to copy the studio to. One dialog at a time."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio import paths
from ui.language import tr

FILTER = "Callboard (*.callboard)"


class Files(QObject):
    """Asks for files over the window."""

    opening_chosen = Signal(str)
    """Emitted when a studio to open was chosen; carries its path."""

    opening_declined = Signal()
    """Emitted when no studio to open was chosen."""

    making_chosen = Signal(str)
    """Emitted when the place of a new studio was chosen; carries its path."""

    copying_chosen = Signal(str)
    """Emitted when the place of a copy was chosen; carries its path."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: QFileDialog | None = None
        """The dialog that asks, while it is open."""

    def ask_opening(self) -> None:
        """Ask which studio to open."""
        dialog = QFileDialog(self._window, tr("Open studio"), str(paths.studios()), FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.opening_chosen)
        dialog.rejected.connect(self.opening_declined)
        self._show(dialog)

    def ask_making(self) -> None:
        """Ask where a new studio is made."""
        dialog = self._saving(tr("New studio"), paths.studios())
        dialog.fileSelected.connect(self.making_chosen)
        self._show(dialog)

    def ask_copying(self) -> None:
        """Ask where a copy of the studio is written."""
        dialog = self._saving(tr("Back up to"), Path.home())
        dialog.fileSelected.connect(self.copying_chosen)
        self._show(dialog)

    def _saving(self, title: str, folder: Path) -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(folder), FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("callboard")
        return dialog

    def _show(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()
