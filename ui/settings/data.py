"""Data and backups: where the studio lies, how it is, and the copies that were kept."""

from pathlib import Path
from typing import Any

from studio.services import backup, studio
from studio.services.backup import Copy
from studio.services.studio import Health
from ui.context import Context
from ui.language import file_size, moment, number, tr, trn
from ui.publish.outside import open_file
from ui.settings.panel import Panel
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.dialogs import Dialog, ask_loss
from ui.widgets.facts import Facts
from ui.widgets.labels import label

SHOWN = 8


class DataPanel(Panel):
    """Where the data lies and what copies there are."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            tr("Data and backups"),
            tr("Everything is in one place that is yours. Nothing leaves this machine by itself."),
        )
        self._health: Health | None = None
        self._copies: list[Copy] = []
        self._chosen: Copy | None = None
        self._dialog: Dialog | None = None
        self.facts = Facts(label_width=140)
        self.folder = Button(tr("Show the folder"), icon="folder-open", height=26)
        self.backup = Button(tr("Back up now…"), icon="archive", height=26)
        self.state = Chip("neutral", "")
        self._list = vbox(None)
        self._words = label("", "small", "text3", wrap=True)
        self.add(self.facts)
        self.body.addSpacing(10)
        self.body.addLayout(hbox(None, self.folder, self.backup, STRETCH))
        self.section(tr("Kept copies"))
        self.body.addLayout(hbox(None, self.state, STRETCH))
        self.body.addSpacing(6)
        self.body.addLayout(self._list)
        self.add(self._words)
        self.backup.clicked.connect(self._on_backup_clicked)
        self.folder.clicked.connect(self._on_folder_clicked)

    def load(self) -> None:
        """Ask how the data is."""
        self.context.tasks.ask(studio.health(), owner=self, then=self._on_health, slot="health")

    def refresh(self, changes: Any) -> None:
        """Every commit changes something here, but nobody watches it change."""

    def _on_health(self, health: Health) -> None:
        self._health = health
        self.facts.clear()
        kind = tr("Server") if health.shared else tr("File")
        self.facts.add(kind, health.place)
        self.facts.add(tr("Kept by"), health.engine)
        self.facts.add(tr("Size"), file_size(health.size))
        files = trn("{n} file", "{n} files", health.files)
        size = file_size(health.files_size)
        self.facts.add(tr("Attachments"), tr(", ", "between facts").join((files, size)))
        self.facts.add(tr("Steps in the journal"), number(health.steps))
        if health.changed_at is not None:
            self.facts.add(tr("Last saved"), moment(health.changed_at))
        self.folder.setVisible(not health.shared)
        if health.shared:
            self._show_copies([])
            return
        work = _Copies(health.place)
        self.context.tasks.call(work, owner=self, then=self._show_copies, slot="copies")

    def _show_copies(self, copies: list[Copy]) -> None:
        self._copies = copies
        clear(self._list)
        shared = self._health is not None and self._health.shared
        self.state.setVisible(not shared)
        if shared:
            words = tr(
                "A shared studio is backed up on its server. A copy can be saved at any time."
            )
            self._words.setText(words)
            return
        if copies:
            last = tr("Last copy {when}").format(when=moment(copies[0].made_at))
            self.state.set("good", last)
        else:
            self.state.set("warn", tr("No copy yet"))
        for place, copy in enumerate(copies[:SHOWN]):
            self._list.addLayout(self._row(place, copy))
        self._words.setText(
            tr("A copy is kept every half hour in which something changed; old ones thin out.")
        )

    def _row(self, place: int, copy: Copy) -> Any:
        restore = Button(tr("Restore…"), "link", height=26)
        restore.setProperty("place", place)
        restore.setEnabled(not self.context.demo and not self.context.read_only)
        restore.clicked.connect(self._on_restore_clicked)
        return hbox(
            None,
            label(moment(copy.made_at), "body"),
            label(file_size(copy.size), "small", "text3"),
            STRETCH,
            restore,
            gap=10,
        )

    def _on_folder_clicked(self) -> None:
        if self._health is not None:
            open_file(Path(self._health.place).parent)

    def _on_backup_clicked(self) -> None:
        self.act_requested.emit("backup")

    def _on_restore_clicked(self) -> None:
        self._chosen = self._copies[int(self.sender().property("place"))]
        when = moment(self._chosen.made_at)
        dialog = ask_loss(
            self.window(),
            tr("Go back to {when}?").format(when=when),
            tr("The studio is closed, the copy takes its place, and it opens again."),
            [
                tr("What was done after {when} is not in the copy.").format(when=when),
                tr("The file of now is kept beside it under another name."),
            ],
            tr("Restore this copy"),
        )
        dialog.confirmed.connect(self._on_restore_confirmed)
        self._dialog = dialog
        dialog.open()

    def _on_restore_confirmed(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        if self._chosen is not None:
            self.act_requested.emit(f"restore:{self._chosen.path}")


class _Copies:
    """Lists the copies, off the window's thread."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __call__(self) -> list[Copy]:
        """Return the copies, newest first."""
        return backup.copies(self._place)
