"""main(): arguments, QApplication, hooks, window, phases."""

import argparse
import faulthandler
import os
import sys
from collections.abc import Sequence
from multiprocessing import freeze_support

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import studio
from studio import log as logs
from studio import settings as stored
from studio.settings import Settings
from ui.faults.hooks import install
from ui.language import set_language
from ui.preferences import Preferences
from ui.shell.pictures import Pictures
from ui.shell.session import Session
from ui.startup import Wish
from ui.tasks import Tasks
from ui.theme import look


def read_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line of the window."""
    parser = argparse.ArgumentParser(
        prog="callboard", description="Briefs, proposals, production and money of a studio."
    )
    parser.add_argument("studio", nargs="?", default="", help="a .callboard file or PostgreSQL URL")
    parser.add_argument("--studio", dest="place", default="", help="the same, by name")
    parser.add_argument("--demo", action="store_true", help="open a fresh copy of the demo studio")
    parser.add_argument("--read-only", action="store_true", help="open for reading")
    parser.add_argument("--language", choices=("en", "zh"), default="", help="window language")
    parser.add_argument("--theme", choices=("system", "light", "dark"), default="")
    parser.add_argument(
        "--pictures",
        metavar="FOLDER",
        default="",
        help="write the documents and a picture of every page to a folder, then leave",
    )
    parser.add_argument("--version", action="version", version=f"callboard {studio.__version__}")
    return parser.parse_args(arguments)


def wish_of(arguments: argparse.Namespace, settings: Settings) -> Wish:
    """Return which studio to open: the named one, the demo, the last one, or a first run."""
    place = arguments.place or arguments.studio
    if arguments.demo:
        return Wish(demo=True)
    place = place or settings.last_studio
    if not place:
        return Wish(first=True)
    known = stored.person_in(settings, place)
    person = int(known) if known.isdigit() else None
    return Wish(place=place, read_only=arguments.read_only, person_id=person)


def make_application(settings: Settings, preferences: Preferences) -> QApplication:
    """Return the application in the look and language of the settings."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Callboard")
    app.setApplicationVersion(studio.__version__)
    app.setDesktopFileName("callboard")
    set_language(preferences.language)
    look.start(app, settings.theme, reduce_motion=settings.reduce_motion)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window until it is closed; return the exit status."""
    freeze_support()
    faulthandler.enable()
    wanted = read_arguments(arguments)
    logs.start("window")
    settings = stored.load()
    if settings.interface_scale != 100:
        os.environ.setdefault("QT_SCALE_FACTOR", str(settings.interface_scale / 100))
    preferences = Preferences(settings)
    if wanted.language:
        preferences.change(language=wanted.language)
    if wanted.theme:
        settings = preferences.value
        preferences.change(theme=wanted.theme)
    app = make_application(preferences.value, preferences)
    session = Session(preferences, Tasks())
    crashes = install(session.window)
    session.crash = crashes
    session.crashed.connect(crashes.tell)
    session.tasks.done.connect(crashes.on_saved)
    app.setQuitOnLastWindowClosed(False)  # the studio is closed behind the closed window
    session.finished.connect(app.quit, Qt.ConnectionType.QueuedConnection)
    if wanted.pictures:
        pictures = Pictures(session, wanted.pictures)
        crashes.shown.connect(pictures.on_crash_shown)
        pictures.start()
    else:
        pictures = None
        session.start(wish_of(wanted, settings))
    status = app.exec()
    session.close()
    return pictures.status if pictures is not None else status


if __name__ == "__main__":
    sys.exit(main())
