"""What a person does and sees on the view of shoot days."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


class ShootsDriver:
    """Drives the view by its buttons, fields and keys."""

    def __init__(self, view, qtbot):
        self.view, self.qtbot = view, qtbot
        self.heard = []
        view.said.connect(self._on_said)

    def _on_said(self, words, undo):
        self.heard.append((words, undo))

    def is_empty(self):
        """Tell whether the empty state is shown."""
        return self.view.stack.currentWidget() is self.view.empty

    def make_offered_day(self):
        """Press New shoot day and take the first shoot that is offered."""
        self.view.new_button.click()
        self.view.dialog.press_primary()

    def offered(self):
        """Return the words of what the dialog offers first."""
        self.view.new_button.click()
        words = self.view.dialog.offer.text()
        self.view.dialog.reject()
        return words

    def title(self):
        """Return the day that is shown."""
        return self.view.title.text()

    def facts(self):
        """Return the grey line under the title."""
        return self.view.fact.text()

    def problems(self):
        """Return what is told before sending."""
        return self.view.problems.text()

    def people(self):
        """Return those called, as their rows say."""
        return [card.head.words() for card in self.view.editor.people.list.cards()]

    def lines(self, part):
        """Return the lines of a part, as their rows say."""
        return [card.head.words() for card in self.view.editor.lines[part].list.cards()]

    def type_in(self, form, name, typed):
        """Type into a field and leave it with Enter."""
        field = form.field(name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def set_time(self, name, typed):
        """Type one of the day's times."""
        self.type_in(self.view.editor.times, name, typed)

    def time(self, name):
        """Return one of the day's times."""
        return self.view.editor.times.field(name).value()

    def card(self, words):
        """Return the row of somebody called."""
        cards = self.view.editor.people.list.cards()
        return next(card for card in cards if words in card.head.words())

    def press_verb(self, words, verb):
        """Open somebody's row and press one of its buttons."""
        self.card(words).press(verb)

    def alt(self, part, place, key):
        """Press Alt and a key on a row of a part."""
        head = self.view.editor.lines[part].list.cards()[place].head
        QTest.keyClick(head, key, Qt.KeyboardModifier.AltModifier)

    def paste(self, part, typed):
        """Paste rows into a part."""
        self.view.editor.lines[part].paste_text(typed)

    def action(self, key):
        """Run one of the actions of now, if it is enabled."""
        action = next(one for one in self.view.actions_now() if one.id == key)
        if action.enabled is None or action.enabled():
            action.run()

    def send_to_all(self, folder, mail=False):
        """Send everybody their sheet as files into a folder."""
        self.view.send_button.click()
        dialog = self.view.send_dialog
        dialog.mail.setChecked(mail)
        dialog.press_primary()
        self.view.folder.reject()
        self.view.write_sheets(str(folder))
