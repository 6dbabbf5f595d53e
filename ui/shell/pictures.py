"""Pictures: the demo studio's documents and every page, light and dark, in both languages.

For machines without a screen, and for looking at all of it at once.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QDialog

from studio import writing
from studio.errors import StudioError
from ui.language import text
from ui.shell.areas import AREAS
from ui.shell.session import Session
from ui.startup import Opened, Wish
from ui.theme import look

SIZE = QSize(1440, 900)
REST = 350
"""How long a page rests after its last answer before it is drawn, in ms."""

PATIENCE = 20_000
"""After this many ms a page is drawn as it is."""


class Pictures(QObject):
    """Walks through the pages and draws each when nothing is on its way any more."""

    def __init__(self, session: Session, folder: str) -> None:
        super().__init__(session)
        self._session = session
        self._folder = Path(folder)
        self._steps: Iterator[tuple[str, str, str]] = iter(())
        self._name = ""
        self._waited = 0
        self.status = 0
        """The exit status: 1 where something was refused or crashed."""
        self._timer = QTimer(self, interval=REST)
        self._timer.timeout.connect(self._on_tick)
        session.opener.opened.connect(self._on_opened)
        session.opener.refused.connect(self._on_refused)
        session.opener.crashed.connect(self._on_crashed)

    def start(self) -> None:
        """Begin; the window closes by itself when all is written, or at the first refusal."""
        self._session.window.resize(SIZE)
        self._session.start(Wish(demo=True))
        self._session.window.resize(SIZE)

    def _on_refused(self, error: StudioError, _wish: Wish) -> None:
        self._fail(text(error.message))

    def _on_crashed(self, error: BaseException) -> None:
        self._fail(f"{type(error).__name__}: {error}")

    def on_crash_shown(self, dialog: QDialog) -> None:
        """Close the crash dialog, which nobody sees, and go on: the other pages are wanted too."""
        print(f"{self._name}: {dialog.windowTitle()}", file=sys.stderr)  # noqa: T201
        self.status = 1
        dialog.close()

    def _fail(self, words: str) -> None:
        """Say what failed where there is no window to say it in, and leave."""
        print(words, file=sys.stderr)  # noqa: T201
        self.status = 1
        self._timer.stop()
        self._session.window.close()

    def _on_opened(self, opened: Opened) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._write_documents(opened)
        self._steps = (
            (language, theme, area.id)
            for language in ("en", "zh")
            for theme in ("light", "dark")
            for area in AREAS
            if area.id != "firstrun"
        )
        self._next()
        self._timer.start()

    def _write_documents(self, opened: Opened) -> None:
        """Write the kept PDFs of the demo studio."""
        workspace = opened.workspace
        invoices: Any = import_module("studio.services.invoices")
        proposals: Any = import_module("studio.services.proposals")
        publish: Any = import_module("studio.services.publish")
        for key, row in workspace.ask(invoices.rows(workspace.ask(invoices.ids()))).items():
            if row.number:
                self._keep(row.number, workspace.ask(invoices.pdf(key)))
        everything = proposals.ProposalFilter()
        for key in workspace.ask(proposals.ids(everything)):
            paper = workspace.ask(publish.proposal(key))
            if paper.kept:
                self._keep(Path(paper.file_name).stem, paper.kept)

    def _keep(self, name: str, data: bytes) -> None:
        writing.write_whole(self._folder / f"{name}.pdf", data)

    def _next(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
            self._session.window.close()
            return
        language, theme, area = step
        self._name = f"{area}-{language}-{theme}.png"
        self._waited = 0
        look.choose(theme)
        if self._session.preferences.language != language:
            self._session.set_language(language)
        self._session.window.pages.show(area)

    def _on_tick(self) -> None:
        self._waited += REST
        if self._session.tasks.working and self._waited < PATIENCE:
            return
        self._session.window.grab().save(str(self._folder / self._name))
        self._next()
