"""What a person can do and see on the deliverables page."""

from ui.widgets.buttons import Button


class DeliverablesDriver:
    """Drives the page by its cards, fields, buttons and dialogs."""

    def __init__(self, page, qtbot):
        self.page = page
        self.qtbot = qtbot

    def columns(self):
        """Return the titles on the board by column."""
        return {
            key: [card.title for card in self.page.board.cards(key)]
            for key in ("script", "making", "internal", "client", "ready")
        }

    def card(self, title):
        """Return what the card with a title says."""
        return next(card.words() for card in self._cards() if card.title == title)

    def pick(self, title):
        """Make the card with a title current."""
        self.page.board.select(next(card.id for card in self._cards() if card.title == title))

    def drop(self, title, column):
        """Drag a card to a column; return the reason where it may not go there."""
        board = self.page.board
        card = next(card.id for card in self._cards() if card.title == title)
        source = board.column_of(card)
        why = board.allowed(card, source, column)
        if not why:
            board.moved.emit(card, source, column)
        return why

    def press(self, words):
        """Press the button with these words in the inspector."""
        self.qtbot.waitUntil(lambda: bool(self._buttons(words)))
        self._buttons(words)[0].click()

    def _buttons(self, words):
        found = self.page.pane().findChildren(Button)
        return [one for one in found if one.isVisible() and one.text() == words]

    def choose(self, words):
        """Choose an entry of the piece's menu."""
        entries = self.page.pane().more.entries.actions()
        next(one for one in entries if one.text() == words).trigger()

    def menu(self):
        """Return the entries of the piece's menu."""
        entries = self.page.pane().more.entries.actions()
        return [one.text() for one in entries if not one.isSeparator()]

    def state(self):
        """Return the state of the piece in the inspector."""
        return self.page.current().row.state

    def type_into(self, name, value):
        """Type a value into a field of the inspector and leave it."""
        form = self.page.pane().form_of(name)
        form.field(name).set_value(value)
        form.field(name).committed.emit()

    def fill_dialog(self, **values):
        """Fill the open dialog and confirm it."""
        dialog = self.page._dialog
        for name, value in values.items():
            dialog.form.field(name).set_value(value)
            dialog.form.field(name).committed.emit()
        dialog.confirmed.emit()
        return dialog

    def _cards(self):
        return [
            card
            for key in ("script", "making", "internal", "client", "ready")
            for card in self.page.board.cards(key)
        ]
