"""Left of the fields: what the client said, in short, what came of it, files and history."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.domain import briefs as rules
from studio.domain.names import pick
from studio.services.briefs import Brief, Linked, Mark, Said
from ui.briefs.composer import Composer
from ui.briefs.reading import Words
from ui.briefs.selection import Legend, SelectionBar
from ui.context import Context, Ref
from ui.forms.fields import LongTextField
from ui.forms.form import Form
from ui.language import language, text, time_of, tr, weekday_date
from ui.publish.attached import RecordFiles
from ui.publish.history import RecordHistory
from ui.theme.tokens import PANE
from ui.widgets.boxes import STRETCH, clear, frame, hbox, line, scrolled, vbox
from ui.widgets.buttons import Button, more_button
from ui.widgets.chips import Chip
from ui.widgets.labels import Glyph, label
from ui.widgets.menus import Menu

WIDTH, NARROWEST = 432, 340


def origin_words(said: Said) -> str:
    """Return by which way, from whom and when a message came."""
    channel = text(rules.CHANNELS[said.channel]) if said.channel in rules.CHANNELS else ""
    when = ""
    if said.received_at is not None:
        day = weekday_date(said.received_at.astimezone().date())
        when = tr("{day}, {time}", "moment").format(day=day, time=time_of(said.received_at))
    return tr(", ", "between facts").join(part for part in (channel, said.author, when) if part)


class ClientWords(QWidget):
    """The left pane of a brief."""

    add_wished = Signal(str, str, str)
    """Emitted when a message is to be kept: words, channel, author."""

    describe_wished = Signal(object)
    """Emitted when the origin of a message is to be put right; carries its Said."""

    remove_wished = Signal(object)
    """Emitted when a message was kept by mistake; carries its Said."""

    place_wished = Signal(int, int, int, str)
    """Emitted when words belong into a field: message, start, length, field."""

    mark_wished: Any = Signal(int, int, int, str, str)
    """Emitted when words are to be marked: message, start, length, field, kind."""

    field_wished = Signal(str)
    """Emitted when a mark leads to its field; carries the field's name."""

    verb_wished = Signal(str, object)
    """Emitted when something is to be done with a mark: settle, question or unmark; the Mark."""

    open_requested = Signal(object)
    """Emitted when a linked record is to be opened; carries a Ref."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._brief: Brief | None = None
        self._shown: list[Words] = []
        self._selection: tuple[int, int, int] | None = None
        self._menu: Menu | None = None
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = hbox(
            None,
            Glyph("chat-text", "text2"),
            label(tr("Client's words"), "smallhead"),
            STRETCH,
            Glyph("lock-simple", "text3", 13),
            label(tr("kept as received"), "small", "text3"),
            gap=7,
        )
        self._messages = vbox(None, gap=10)
        self.legend = Legend()
        self.summary = Form(stacked=True)
        self.summary.add("summary", tr("In short"), LongTextField(lines=2, most=8))
        self.add_button = Button(tr("Add message"), "secondary", "plus", height=26)
        self.attach_button = Button(tr("Attach file"), "secondary", "paperclip", height=26)
        self.composer = Composer(self._context)
        self.composer.hide()
        self.files = RecordFiles(self._context, "brief")
        self.files.list.add_button.hide()
        self.history = RecordHistory(self._context, "brief")
        self._linked = vbox(None, gap=2)
        content = QWidget()
        self._content = content
        vbox(
            content,
            head,
            6,
            self._messages,
            8,
            self.composer,
            self.legend,
            10,
            line(),
            8,
            hbox(None, self.summary, margins=(-8, 0, 0, 0)),
            8,
            hbox(None, self.add_button, self.attach_button, STRETCH, gap=8),
            12,
            self._linked,
            self.files,
            14,
            label(tr("History"), "smallhead", "text2"),
            6,
            self.history,
            STRETCH,
            margins=(PANE, 14, PANE, 14),
        )
        self.bar = SelectionBar(content)
        edge = frame(edge="right")
        vbox(edge, scrolled(content))
        vbox(self, edge)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.begin_message)
        self.attach_button.clicked.connect(self._on_attach_clicked)
        self.bar.field_picked.connect(self._on_field_picked)
        self.bar.question_picked.connect(self._on_question_picked)
        self.bar.unplaced.connect(self._on_unplaced)
        self.composer.kept.connect(self.add_wished)

    def sizeHint(self) -> QSize:
        """Ask for the width of the look; on a narrow page less will do."""
        return QSize(WIDTH, 400)

    # -- showing --------------------------------------------------------------------------------

    def show_brief(self, brief: Brief) -> None:
        """Show a brief's words; those already shown stay as they are."""
        other = self._brief is None or self._brief.id != brief.id
        self._brief = brief
        self._show_messages(brief)
        for words in self._shown:
            words.show_marks(brief.marks)
        self.legend.setVisible(any(mark.message_id for mark in brief.marks))
        writer = pick(brief.row.owner, brief.row.owner_zh, language())
        title = tr("In short, by {name}").format(name=writer) if writer else tr("In short")
        self.summary.row("summary").set_title(title)
        self.summary.set_value({"summary": brief.summary})
        self._show_linked(brief.linked)
        self.add_button.setEnabled(brief.locked is None and not self._context.read_only)
        if other:
            self.bar.hide()
            self.composer.hide()
            self.files.show_record(brief.id)
        if other and (not brief.messages or self.composer.has_draft(brief.id)):
            self._offer_message(brief)
        self.history.show_record(brief.id)

    def _offer_message(self, brief: Brief) -> None:
        if brief.locked is None and not self._context.read_only:
            self.composer.begin(brief.id, brief.contact)

    def _show_messages(self, brief: Brief) -> None:
        if [words.said for words in self._shown] == list(brief.messages):
            return
        clear(self._messages)
        self._shown = []
        for said in brief.messages:
            self._messages.addWidget(self._made_message(said))
        if not brief.messages:
            empty = label(
                tr("Nothing yet. Paste the client's message; its words are never altered."),
                "body",
                "text3",
                wrap=True,
            )
            self._messages.addWidget(empty)

    def _made_message(self, said: Said) -> QWidget:
        made = QWidget()
        more = more_button(tr("More about this message"), height=22)
        more.add(tr("Say where it comes from…"), data=("describe", said), icon="pencil-simple")
        more.add(tr("Remove message"), data=("remove", said), icon="trash")
        more.picked.connect(self._on_message_verb)
        words = Words(said)
        words.mark_chosen.connect(self._on_mark_chosen)
        words.menu_requested.connect(self._on_menu_requested)
        words.selected.connect(self._on_selected)
        words.unselected.connect(self._on_unselected)
        self._shown.append(words)
        origin = label(origin_words(said), "small", "text3", wrap=True)
        top = hbox(None, origin, more, gap=6)
        top.setStretch(0, 1)
        vbox(made, top, 4, words)
        return made

    def _show_linked(self, linked: Sequence[Linked]) -> None:
        clear(self._linked)
        for link in linked:
            title = pick(link.title, link.title_zh, language())
            words = tr("{number}  {title}").format(number=link.number, title=title).strip()
            button = Button(words, "link", height=26)
            button.setProperty("noun", link.noun)
            button.setProperty("record", link.id)
            button.clicked.connect(self._on_linked_clicked)
            chip = Chip(link.state.role, text(link.state.label))
            row = hbox(None, button, STRETCH, chip)
            self._linked.addLayout(row)
        if linked:
            self._linked.addSpacing(10)

    def messages(self) -> list[Words]:
        """Return the views of the messages, oldest first."""
        return list(self._shown)

    # -- what a person does ---------------------------------------------------------------------

    def begin_message(self) -> None:
        """Open the place for another message."""
        if self._brief is not None:
            self.composer.begin(self._brief.id, self._brief.contact)
            self.composer.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def message_kept(self) -> None:
        """The message is in the studio."""
        self.composer.done()

    def attach(self, files: list[Path]) -> None:
        """Attach dropped files."""
        self.files.attach(files)

    def _on_attach_clicked(self) -> None:
        self.files.list.add_requested.emit()

    def _on_linked_clicked(self) -> None:
        button = self.sender()
        self.open_requested.emit(Ref(str(button.property("noun")), int(button.property("record"))))

    def _on_message_verb(self, data: Any) -> None:
        verb, said = data
        (self.describe_wished if verb == "describe" else self.remove_wished).emit(said)

    def _on_selected(self, start: int, length: int, place: QPoint) -> None:
        words = self.sender()
        if self._brief is None or self._brief.locked is not None or self._context.read_only:
            return
        if isinstance(words, Words):
            self._select(words.said.id, start, length, place)

    def _select(self, message: int, start: int, length: int, place: QPoint) -> None:
        self._selection = (message, start, length)
        self.bar.show_at(self._content.mapFromGlobal(place))

    def _on_unselected(self) -> None:
        self.bar.hide()

    def _on_field_picked(self, name: str) -> None:
        if self._selection is not None:
            self.bar.hide()
            message, start, length = self._selection
            self.place_wished.emit(message, start, length, name)

    def _on_question_picked(self, name: str) -> None:
        if self._selection is not None:
            self.bar.hide()
            message, start, length = self._selection
            self.mark_wished.emit(message, start, length, name, "unclear")

    def _on_unplaced(self) -> None:
        if self._selection is not None:
            self.bar.hide()
            message, start, length = self._selection
            self.mark_wished.emit(message, start, length, "", "unplaced")

    def _on_mark_chosen(self, mark: Any) -> None:
        words = self.sender()
        if mark.field:
            self.field_wished.emit(mark.field)
        elif isinstance(words, Words) and mark.message_id is not None:
            corner = words.viewport().mapToGlobal(words.place_of(mark).bottomLeft())
            self._select(mark.message_id, mark.start, mark.length, corner)

    def _on_menu_requested(self, mark: Any, place: QPoint) -> None:
        words = self.sender()
        menu = Menu(self)
        self._menu = menu
        menu.aboutToHide.connect(menu.deleteLater)
        if mark is not None:
            self._fill_mark_menu(menu, mark)
        if isinstance(words, QWidget):
            copy = menu.add(tr("Copy", "verb"), data=("copy", words), icon="copy")
            copy.setEnabled(isinstance(words, Words) and words.textCursor().hasSelection())
        menu.picked.connect(self._on_menu_picked)
        menu.popup(place)

    def _fill_mark_menu(self, menu: Menu, mark: Mark) -> None:
        open_now = self._brief is not None and self._brief.locked is None
        if mark.field:
            menu.add(tr("Go to the field"), data=("field", mark), icon="arrow-right")
        if mark.kind == "unclear" and not mark.closed:
            menu.add(tr("It is clear now"), data=("settle", mark), enabled=open_now)
            menu.add(tr("Change the question…"), data=("question", mark), enabled=open_now)
        menu.add(tr("Remove mark"), data=("unmark", mark), icon="x", enabled=open_now)
        menu.addSeparator()

    def _on_menu_picked(self, data: Any) -> None:
        verb, thing = data
        if verb == "copy":
            thing.copy()
        elif verb == "field":
            self.field_wished.emit(thing.field)
        else:
            self.verb_wished.emit(verb, thing)
