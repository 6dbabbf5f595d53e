"""Pictures: the demo studio's documents and every page, light and dark, in both languages.

For machines without a screen, and for looking at all of it at once.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication

from studio import writing
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
        self._timer = QTimer(self, interval=REST)
        self._timer.timeout.connect(self._on_tick)
        session.opener.opened.connect(self._on_opened)
        session.opener.refused.connect(self._on_refused)

    def run(self, app: QApplication) -> int:
        """Write everything, then leave; return the exit status."""
        self._app = app
        window = self._session.window
        window.resize(SIZE)
        self._session.start(Wish(demo=True))
        window.resize(SIZE)
        return app.exec()

    def _on_refused(self, error: Exception, _wish: Wish) -> None:
        print(error)  # noqa: T201  there is no window to say it in
        self._app.exit(1)

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
            self._app.exit(0)
            return
        language, theme, area = step
        self._name = f"{area}-{language}-{theme}.png"
        self._waited = 0
        look.choose(theme)
        if self._session.preferences.language != language:
            self._session.set_language(language)
        self._session.window.show_area(area)

    def _on_tick(self) -> None:
        self._waited += REST
        if self._session.tasks.working and self._waited < PATIENCE:
            return
        self._session.window.grab().save(str(self._folder / self._name))
        self._next()
