"""The areas of the window as data: name, icon, key, group, and where their page is found.

Pages are imported when first opened: start-up pays for one page only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import cast

from ui.language import tr
from ui.page import Page


@dataclass(frozen=True, slots=True)
class Area:
    """One entry of the side bar."""

    id: str
    icon: str
    key: str
    group: str
    module: str
    page: str
    nouns: tuple[str, ...] = ()
    """The nouns whose records this area shows."""

    def title(self) -> str:
        """Return the area's name in the window's language."""
        return titles()[self.id]

    def load(self) -> type[Page]:
        """Import the area's page class."""
        return cast(type[Page], getattr(import_module(self.module), self.page))


AREAS = (
    Area("home", "house", "Ctrl+1", "", "ui.home.page", "HomePage"),
    Area("clients", "buildings", "Ctrl+2", "win", "ui.clients.page", "ClientsPage", ("client",)),
    Area("briefs", "chat-text", "Ctrl+3", "win", "ui.briefs.page", "BriefsPage", ("brief",)),
    Area(
        "proposals",
        "presentation-chart",
        "Ctrl+4",
        "win",
        "ui.proposals.page",
        "ProposalsPage",
        ("proposal",),
    ),
    Area("projects", "stack", "Ctrl+5", "make", "ui.projects.page", "ProjectsPage", ("project",)),
    Area(
        "schedule",
        "chart-bar-horizontal",
        "Ctrl+6",
        "make",
        "ui.schedule.page",
        "SchedulePage",
        ("task",),
    ),
    Area("talent", "user-rectangle", "Ctrl+7", "make", "ui.talent.page", "TalentPage", ("talent",)),
    Area(
        "deliverables",
        "film-strip",
        "Ctrl+8",
        "make",
        "ui.deliverables.page",
        "DeliverablesPage",
        ("deliverable",),
    ),
    Area(
        "invoices", "receipt", "Ctrl+9", "money", "ui.invoices.page", "InvoicesPage", ("invoice",)
    ),
    Area(
        "shortlists",
        "list-plus",
        "",
        "hidden",
        "ui.shortlists.page",
        "ShortlistsPage",
        ("match", "shortlist"),
    ),
    Area(
        "partnerships",
        "handshake",
        "",
        "hidden",
        "ui.partnerships.page",
        "PartnershipsPage",
        ("partnership",),
    ),
    Area("firstrun", "rocket-launch", "", "hidden", "ui.firstrun.page", "FirstRunPage"),
    Area("settings", "gear-six", "Ctrl+,", "foot", "ui.settings.page", "SettingsPage"),
)

BY_ID: Mapping[str, Area] = MappingProxyType({area.id: area for area in AREAS})
BY_NOUN: Mapping[str, Area] = MappingProxyType(
    {noun: area for area in AREAS for noun in area.nouns}
)


def titles() -> dict[str, str]:
    """Return the areas' names in the window's language."""
    return {
        "home": tr("Home"),
        "clients": tr("Clients"),
        "briefs": tr("Briefs"),
        "proposals": tr("Proposals"),
        "projects": tr("Projects"),
        "schedule": tr("Schedule"),
        "talent": tr("Talent"),
        "deliverables": tr("Deliverables"),
        "invoices": tr("Invoices"),
        "shortlists": tr("Shortlist"),
        "partnerships": tr("Partnership"),
        "firstrun": tr("Set up Callboard"),
        "settings": tr("Settings"),
    }


def groups() -> dict[str, str]:
    """Return the headings of the side bar's groups."""
    return {"win": tr("Win", "group"), "make": tr("Make", "group"), "money": tr("Money", "group")}
