"""Puts the look on the application: at the start, when a person chooses, when the system turns."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.theme import fonts
from ui.theme.palette import palette
from ui.theme.sheet import sheet
from ui.theme.tokens import theme

FUSION = ("-style", "Fusion")
"""Arguments of the QApplication. setStyle() would return the style, and so make the class QStyle
with all its enumerations: a twentieth of an empty program's start, before the first paint."""

SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Look(QObject):
    """Keeps palette, style sheet and font of one application as the theme says."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._sheet = ""
        self._choice = "system"
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        theme.changed.connect(self.apply)

    def choose(self, choice: str) -> None:
        """Take system, light or dark; title bars of the system follow where it can."""
        self._choice = choice
        self._app.styleHints().setColorScheme(SCHEMES[choice])
        theme.set_dark(_wants_dark(choice))
        self.apply()

    def apply(self) -> None:
        """Put palette and sheet on the application, each widget polished once.

        Setting the same sheet again would cost as much as a new one.
        """
        made = sheet()
        if made == self._sheet:
            return
        self._sheet = made
        self._app.setPalette(palette())
        self._app.setFont(fonts.font("body"))
        self._app.setStyleSheet(made)

    def _on_scheme_changed(self) -> None:
        if self._choice == "system":
            theme.set_dark(_wants_dark("system"))


class _Kept:
    """The look of the one application: its findChildren() would hand out the style too."""

    look: Look | None = None


def start(app: QApplication, choice: str = "system", *, reduce_motion: bool = False) -> Look:
    """Load the fonts and put the look on; `choice` is system, light or dark."""
    theme.set_reduce_motion(reduce_motion)
    if _Kept.look is None:
        fonts.load()
        _Kept.look = Look(app)
    _Kept.look.choose(choice)
    return _Kept.look


def choose(choice: str) -> None:
    """Switch to system, light or dark at once."""
    if _Kept.look is not None:
        _Kept.look.choose(choice)


def set_reduce_motion(on: bool) -> None:
    """Let things move, or not."""
    theme.set_reduce_motion(on)


def _wants_dark(choice: str) -> bool:
    if choice != "system":
        return choice == "dark"
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
