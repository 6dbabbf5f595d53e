"""The stations of the main road, each by real clicks and keys."""


def set_up(person):
    """First run: name the studio and begin."""
    assert person.window.pages.current_id == "firstrun"
    person.fill("Name", "Harbour Room")
    person.fill("Legal name", "Harbour Room Ltd")
    person.fill("Tax number", "GB 999 9999 73")
    person.fill("Your name", "Mira Cole")
    person.press("Begin")
    assert person.window.pages.current_id == "home", person.words()


def add_client(person):
    """A new client with the person to call there."""
    person.go("clients")
    person.press("New client")
    person.fill("Name", "Northwick Audio")
    person.fill("Contact", "Ada North")
    person.fill("E-mail", "ada@northwick.example")
    person.press("Add client")
    assert person.dialog() is None, person.words()
    assert "Northwick Audio" in person.rows()[0]
