"""The stations of the main road, each by real clicks and keys, in either language."""

from PySide6.QtGui import QGuiApplication

from studio.domain.briefs import OBJECTIVES
from ui.language import text, tr


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
