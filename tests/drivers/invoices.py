"""What a person can do and see on the invoices page."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import ElidedLabel


class InvoicesDriver:
    """Drives the page by its buttons, fields and dialogs."""

    def __init__(self, page, qtbot):
        self.page = page
        self.qtbot = qtbot

    def rows(self):
        """Return the list as it is read aloud."""
        model = self.page.list.model()
        role = Qt.ItemDataRole.AccessibleTextRole

        def read():
            return [model.data(model.index(row, 0), role) for row in range(model.rowCount())]

        self.qtbot.waitUntil(lambda: all(words != "…" for words in read()))
        return read()

    def open(self, invoice_id):
        """Pick an invoice in the list."""
        self.page.list.select_id(invoice_id)

    def group(self, words):
        """Press one of the groups in the page's head."""
        found = self.page.groups.findChildren(Button)
        button = next(one for one in found if one.accessibleName() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def hints(self):
        """Return what stands under the list."""
        found = [one for kind in (QLabel, ElidedLabel) for one in self.page.hint.findChildren(kind)]
        return [one.text() for one in found if one.isVisibleTo(self.page) and one.text()]

    def shows(self):
        """Return the number and state of the invoice that is open."""
        invoice = self.page.detail.invoice
        return (invoice.number, invoice.shown.code) if invoice else None

    def press(self, words):
        """Press the button with these words in the detail."""
        button = next(
            one for one in self.page.detail.findChildren(Button) if words in one.accessibleName()
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def dialog(self):
        """Return the dialog that is open on the page."""
        return next(
            one for one in self.page.findChildren(Dialog) if one.isVisible() and one.isModal()
        )

    def confirm(self):
        """Press the dialog's primary button."""
        self.dialog().press_primary()

    def fill(self, **values):
        """Set fields of the open dialog."""
        form = self.dialog().form
        form.set_value({**form.value(), **values})

    def issue(self):
        """Issue the draft that is open."""
        self.press("Issue")
        self.confirm()

    def new(self, **values):
        """Make a draft by the dialog."""
        self.page.new_record()
        self.fill(**values)
        self.confirm()

    def add_line(self, title, price):
        """Add a row and fill it as a person does: text, Tab, price, Enter."""
        self.page.detail.lines.added.emit("item")
        row = self.page.detail.lines.rows[-1]
        self.commit(row.fields["title"], title)
        row = self.page.detail.lines.rows[-1]
        self.commit(row.fields["unit_price"], price)

    def commit(self, field, typed):
        """Type into a field and press Enter."""
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
