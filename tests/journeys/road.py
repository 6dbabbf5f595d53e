"""The stations of the main road, each by real clicks and keys, in either language."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from studio.domain.briefs import OBJECTIVES
from studio.domain.platforms import format_name, platform_name
from studio.domain.proposals import PARTS
from tests.drivers.person import rows_of
from ui.language import text, tr
from ui.proposals.details import LineDetails
from ui.proposals.offers import Offers

ENTER = Qt.Key.Key_Return


def set_up(person, story):
    """First run: language, studio, company and owner; then Home is there."""
    assert person.window.pages.current_id == "firstrun"
    if story.language == "zh":
        person.press("中文")
        person.qtbot.waitUntil(person.page.isVisible)
    person.fill(tr("Chinese name") if story.language == "zh" else tr("Name"), story.studio)
    person.fill(tr("Legal name"), story.company)
    person.fill(tr("Tax number"), story.tax_no)
    person.fill(tr("Your name"), story.owner)
    person.press(tr("Begin"))
    assert person.window.pages.current_id == "home", person.words()


def complete_company(person, story):
    """The company's address, and the account that takes its payments."""
    zh = story.language == "zh"
    person.press(tr("Settings"))
    person.press(tr("Companies"))
    person.fill(tr("Address, Chinese") if zh else tr("Address"), story.address)
    person.press(tr("Bank accounts"))
    person.press(tr("Add account"))
    person.fill(tr("Bank"), story.bank)
    person.fill(tr("Account number"), story.account)
    person.press(tr("Add account"))
    assert person.dialog() is None, person.words()
    assert person.sees(story.bank)


def add_client(person, story):
    """A new client with the person to call there, and what an invoice needs."""
    person.go("clients")
    person.press(tr("New client"))
    person.fill(tr("Chinese name") if story.language == "zh" else tr("Name"), story.client)
    person.fill(tr("Contact"), story.contact)
    person.fill(tr("E-mail"), "ada@northwick.example")
    person.press(tr("Add client"))
    assert person.dialog() is None, person.words()
    person.awaits_row(story.client)
    person.tab(tr("Details"))
    zh = story.language == "zh"
    person.fill(tr("Legal name, Chinese") if zh else tr("Legal name"), story.client_company)
    person.fill(tr("Address, Chinese") if zh else tr("Address"), story.client_address)
    assert person.sees(story.client_company)


def take_brief(person, story):
    """The client's words from the clipboard, the fields, ready."""
    person.go("briefs")
    QGuiApplication.clipboard().setText(story.message)
    person.press(tr("Paste a message"))
    assert person.sees(story.message.splitlines()[0])
    person.fill(tr("Title"), story.brief_title)
    person.fill(tr("Client"), story.client)
    person.fill(tr("Brand and product"), story.product)
    person.fill(tr("Objective"), text(OBJECTIVES["awareness"]))
    person.fill(tr("Posting window"), story.window)
    person.fill(tr("Proposal due"), story.due)
    person.fill(tr("Key message"), story.key_message)
    person.fill(tr("Must not say"), story.must_not)
    person.fill(tr("Audience"), story.audience)
    person.fill(tr("Usage rights"), story.usage)
    person.fill(tr("Approver"), story.approver)
    person.press(tr("Mark ready"))
    assert person.has_button(tr("Write proposal")), person.words()


def new_invoice(person, story, title, price):
    """A draft by hand: one line, typed as a person does."""
    person.go("invoices")
    person.press(tr("New invoice"))
    person.fill(tr("Client"), story.client)
    person.fill(tr("For what"), title)
    person.press(tr("Make draft"))
    person.press(tr("Line"))
    person.fill(tr("Line {number}, text").format(number=1), title)
    person.fill(tr("Line {number}, {what}").format(number=1, what=tr("price")), price)


def issue(person, number):
    """Issue the draft that is open; the dialog names the number and what freezes."""
    person.press(tr("Issue"))
    assert person.sees(tr("This will be frozen")), person.words()
    person.press(tr("Issue {number}").format(number=number))
    assert person.dialog() is None, person.words()
    assert person.sees(tr("Issued and locked."))
    person.awaits_row(number)


def mark_sent(person):
    """Note that the invoice went out."""
    person.press(tr("Mark as sent"))
    person.press(tr("Mark as sent"))
    assert person.dialog() is None, person.words()


def pay(person, amount=""):
    """Record a payment; the open balance is proposed."""
    person.press(tr("Record payment"))
    if amount:
        person.fill(tr("Amount"), amount)
    person.press(tr("Record payment"))
    assert person.dialog() is None, person.words()


def write_proposal(person, story):
    """A proposal from the brief: two lines, options A and B, two halves."""
    person.press(tr("Write proposal"))
    assert person.window.pages.current_id == "proposals"
    person.press(text(PARTS["price"]))
    person.press(tr("Details"))
    add_line(person, story.film, "1", story.film_price)
    describe(person, story.film_is, "1")
    person.press(tr("Option"), within=offers(person))
    add_line(person, story.reel, "2", story.reel_price)
    describe(person, story.reel_is, "2")
    toggle(person, story.reel, "A")
    person.awaits_row(story.film, "A, B")
    assert person.sees(story.shown["net"].lstrip("£¥")), person.words()


def offers(person):
    """Return the part below the price table that holds the options."""
    return person.find(Offers)[0]


def grid(person):
    """Return the price table."""
    return person.find(QTableView, tr("Price table"))[0]


def add_line(person, title, quantity, price):
    """Add a line and type it as on a sheet: text, Tab, quantity, Tab, price, Enter."""
    person.face()
    person.choose(tr("Line"), tr("Line"), within=person.page)
    for typed, key in ((title, Qt.Key.Key_Tab), (quantity, Qt.Key.Key_Tab), (price, ENTER)):
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit), field
        person.keys(field, typed)
        QTest.keyClick(field, key)


def describe(person, kind, pieces):
    """Say what the line that was just typed is: platform, format and pieces."""
    platform, form = kind
    details = person.find(LineDetails)[0]
    language = person.window.preferences.language
    person.fill(tr("Platform"), platform_name(platform, language), within=details)
    person.fill(tr("Format"), format_name(platform, form, language), within=details)
    person.fill(tr("Pieces"), pieces, within=details)


def toggle(person, line, letter):
    """Put a line into an option or take it out, by the letter's key."""
    table = grid(person)
    row = next(at for at, words in enumerate(rows_of(table)) if line in words)
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, 2))
    QTest.keyClicks(table, letter)


def send(person, number):
    """Send it: the dialog lists what freezes."""
    person.press(tr("Send"))
    assert person.sees(tr("This will freeze")), person.words()
    person.press(tr("Send {number}").format(number=f"{number}/1"))
    assert person.dialog() is None, person.words()
    assert person.sees(number)


def accept(person, story, letters="B"):
    """Record the answer in the client's words; then make project, pieces and deposit draft."""
    person.press(tr("Record answer"))
    person.press(letters)
    person.fill(tr("Answered by"), story.contact)
    person.fill(tr("In their words"), story.answer)
    person.press(tr("Record acceptance"))
    assert person.sees(story.shown["deposit"]), person.words()
    person.press(tr("Make it"))
    made = tr("Project {number}, {name}").format(number="PR-001", name=story.brief_title)
    assert person.sees(made), person.words()
    assert person.sees(tr("Undo takes all of it back until something is issued.")), person.words()
    person.press(tr("Close"))
