"""One run of the program: settings, log, application, crash hooks, session, until it is closed."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import studio
from studio import log as logs
from studio import settings as stored
from studio.settings import Settings
from ui.faults.hooks import Crashes, install
from ui.language import set_language
from ui.preferences import Preferences
from ui.shell.session import Session
from ui.startup import Wish
from ui.tasks import Tasks
from ui.theme import look

if TYPE_CHECKING:
    from ui.shell.pictures import Pictures


def run(wanted: argparse.Namespace) -> int:
    """Show the window and stay until it is closed; return the exit status."""
    logs.start("window")
    preferences = preferences_of(wanted)
    scale = preferences.value.interface_scale
    if scale != 100:
        os.environ.setdefault("QT_SCALE_FACTOR", str(scale / 100))
    app = make_application(preferences)
    session, crashes = make_session(preferences)
    session.finished.connect(app.quit, Qt.ConnectionType.QueuedConnection)
    pictures = take_pictures(session, crashes, wanted.pictures) if wanted.pictures else None
    if pictures is None:
        session.start(wish_of(wanted, preferences.value))
    status = app.exec()
    session.close()
    return pictures.status if pictures is not None else status


def preferences_of(wanted: argparse.Namespace) -> Preferences:
    """Return this machine's settings, with what the command line says otherwise."""
    preferences = Preferences(stored.load())
    if wanted.language:
        preferences.change(language=wanted.language)
    if wanted.theme:
        preferences.change(theme=wanted.theme)
    return preferences


def wish_of(wanted: argparse.Namespace, settings: Settings) -> Wish:
    """Return which studio to open: the named one, the demo, the last one, or a first run."""
    place = wanted.place or wanted.studio
    if wanted.demo:
        return Wish(demo=True)
    place = place or settings.last_studio
    if not place:
        return Wish(first=True)
    known = stored.person_in(settings, place)
    person = int(known) if known.isdigit() else None
    return Wish(place=place, read_only=wanted.read_only, person_id=person)


def make_application(preferences: Preferences) -> QApplication:
    """Return the application in the look and language of the settings."""
    app = QApplication([*sys.argv[:1], *look.FUSION])
    app.setApplicationName("Callboard")
    app.setApplicationVersion(studio.__version__)
    app.setDesktopFileName("callboard")
    app.setQuitOnLastWindowClosed(False)  # the studio is closed behind the closed window
    set_language(preferences.language)
    settings = preferences.value
    look.start(app, settings.theme, reduce_motion=settings.reduce_motion)
    return app


def make_session(preferences: Preferences) -> tuple[Session, Crashes]:
    """Return the session with its window, and what shows a crash over it."""
    session = Session(preferences, Tasks())
    crashes = install(session.window)
    session.crash = crashes
    session.crashed.connect(crashes.tell)
    session.tasks.done.connect(crashes.on_saved)
    return session, crashes


def take_pictures(session: Session, crashes: Crashes, folder: str) -> "Pictures":
    """Begin to take pictures of the demo studio; the window closes when all are taken."""
    from ui.shell.pictures import Pictures  # noqa: PLC0415 - an ordinary start takes none

    pictures = Pictures(session, folder)
    crashes.shown.connect(pictures.on_crash_shown)
    pictures.start()
    return pictures
