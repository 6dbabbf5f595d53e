"""One noun, one name, every layer: each noun of the services has its page and its tests."""

import tomllib

import pytest

from tests.architecture.source import ROOT

SERVICES = ROOT / "studio" / "services"

# Files of studio/services that are no noun but a mechanism all nouns use.
MECHANISMS = {
    "acceptance": "turns an accepted proposal into project, pieces and deposit invoice",
    "access": "who may do and see what",
    "agreements": "contracts and releases of talent; panes of talent show them",
    "attachments": "files on any record",
    "backup": "copies of a studio",
    "bookings": "who and what is held or taken; pages of talent, schedule and settings show it",
    "exchange": "records as JSON, in and out",
    "factsheets": "shortlist, roster, media kit and test report on paper",
    "history": "undo and redo",
    "incubation": "the way from a find to the roster; its board is a view of talent",
    "matching": "finds rows of any noun by typed text",
    "numbers": "the next number of a series",
    "opening": "opens, upgrades and backs up a studio",
    "operation": "what a command and a query are",
    "parties": "who a document is from and to, as it prints",
    "publish": "documents ready to send, with file name and e-mail",
    "records": "what happened to a record of any noun",
    "sample": "the demo studio",
    "search": "finds in all nouns",
    "sheets": "what every sheet of facts has",
    "shoots": "shoot days and call sheets; a view of the schedule shows them",
    "studio": "the studio's own settings; its page is ui/settings",
    "views": "how one person wants a list shown, by name; the lists of all nouns offer them",
    "words": "names of what nouns share",
    "workspace": "an open studio",
}
# Areas of the window that are no noun.
OTHER_AREAS = {"firstrun", "settings"}


def names(folder):
    """Return the modules and packages of a folder."""
    found = {path.stem for path in folder.glob("*.py")} | {
        path.parent.name for path in folder.glob("*/__init__.py")
    }
    return found - {"__init__"}


def nouns():
    """Return the nouns whose capability is built."""
    return sorted(names(SERVICES) - set(MECHANISMS))


def areas():
    """Return the areas of the window, as the import contract lists them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {one["id"]: one for one in project["tool"]["importlinter"]["contracts"]}
    line = next(one for one in contracts["ui"]["layers"] if "home" in one)
    return {name.strip(" ()") for name in line.split("|")}


def test_there_are_nouns():
    assert {"clients", "briefs", "proposals", "projects", "invoices"} <= set(nouns())


@pytest.mark.parametrize("noun", nouns())
def test_a_noun_has_a_page(noun):
    assert (ROOT / "ui" / noun / "page.py").exists()


@pytest.mark.parametrize("noun", nouns())
@pytest.mark.parametrize("folder", ["services", "ui"])
def test_a_noun_has_tests(noun, folder):
    tests = ROOT / "tests" / folder
    assert [*tests.glob(f"test_{noun}*.py"), *tests.glob(f"{noun}/test_*.py")]


@pytest.mark.parametrize("noun", nouns())
def test_a_noun_is_an_area_of_the_window(noun):
    assert noun in areas()


def test_every_area_is_a_noun_or_a_known_other_one():
    assert areas() == set(nouns()) | OTHER_AREAS


def test_no_mechanism_is_listed_that_is_not_there():
    assert set(MECHANISMS) <= names(SERVICES)
