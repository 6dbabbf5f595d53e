"""Exclusivity: who may not be advertised by whom, where, on which platforms and until when.

A window and a wish are in conflict where all of these meet: a category or a brand named as
competitor, the territory, the platforms and the days (SM-4). The client who is protected may
always book. A wish that does not say what it advertises cannot be judged, and that is said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from studio.domain import gates, regions
from studio.domain.brandnames import same
from studio.domain.categories import Meeting, called, meet
from studio.domain.identifiers import CURRENCIES
from studio.domain.platforms import PLATFORMS
from studio.domain.states import machine
from studio.errors import Invalid
from studio.text import Message, Named

STATES = machine(
    "exclusivity",
    {
        "proposed": (Message("Proposed", "exclusivity"), "wait"),
        "active": (Message("Active", "exclusivity"), "good"),
        "ended": (Message("Ended"), "neutral"),
    },
    {"proposed": "active ended", "active": "ended"},
)


def countries(value: object) -> list[str]:
    """Take countries and regions by letters or name, each once, as letters: GB, FR, EU."""
    found = regions.read("\n".join(gates.word_list(80, 60)(value)))
    if found is None:
        raise gates.refuse(Message("Write countries as GB or France, regions as EU."))
    return sorted(found)


def territory(value: object) -> str:
    """Take countries and regions, typed or as a list, as one line: "DE, FR"; empty is all."""
    if value in (None, ""):
        return ""
    return ", ".join(countries([value] if isinstance(value, str) else value))


GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "talent_id": gates.record,
        "client_id": gates.record,
        "brand_id": gates.record,
        "project_id": gates.record,
        "category": gates.words(80),
        "competitors": gates.word_list(),
        "territories": countries,
        "platforms": gates.choices(PLATFORMS),
        "first_on": gates.day,
        "last_on": gates.day,
        "state": gates.choice(("proposed", "active")),
        "fee": gates.amount(empty=0),
        "currency": gates.choice(CURRENCIES, optional=True),
        "note": gates.long_words(),
    }
)


@dataclass(frozen=True, slots=True)
class Window:
    """What is protected: `protects` is the name of the client or brand; empty sets mean all."""

    id: int
    first_on: date
    last_on: date
    client_id: int | None = None
    brand_id: int | None = None
    protects: Named = field(default_factory=lambda: Named(""))
    category: str = ""
    competitors: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    state: str = "active"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is wanted for; `names` are the client's and the brand's, in both languages."""

    first_on: date
    last_on: date
    client_id: int | None = None
    brand_id: int | None = None
    names: tuple[str, ...] = ()
    category: str = ""
    territory: str = ""
    """Countries and regions by their letters, "DE, FR"; empty is everywhere."""
    platforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A window in the way: who is protected and until when. `certain` is False where the wish
    does not say what it advertises, or says it too widely; `agreed` is False while the window is
    only proposed."""

    window_id: int
    protects: Named
    until: date
    message: Message
    certain: bool = True
    agreed: bool = True
    named: bool = False
    """A brand is named: another category would not help."""

    @property
    def blocks(self) -> bool:
        """Say whether a booking cannot be confirmed against it."""
        return self.certain and self.agreed


def check(values: Mapping[str, Any]) -> None:
    """Raise Invalid where a window protects nothing, or ends before it begins."""
    wrong: dict[str, Message] = {}
    if not values.get("talent_id"):
        wrong["talent_id"] = Message("Say who is bound.")
    if not values.get("category") and not values.get("competitors"):
        wrong["category"] = Message("Say which category or which brands are kept away.")
    first, last = values.get("first_on"), values.get("last_on")
    if first is None:
        wrong["first_on"] = Message("A date is needed.")
    if last is None:
        wrong["last_on"] = Message("A date is needed.")
    elif first is not None and last < first:
        wrong["last_on"] = Message("It ends before it begins.")
    if wrong:
        raise Invalid(wrong)


def state_on(state: str, last_on: date, today: date) -> str:
    """Return the state of a window on a day: what is past has ended."""
    return "ended" if last_on < today else state


def conflicts(wanted: Wanted, windows: Iterable[Window]) -> list[Found]:
    """Return the windows that a wish runs into, the longest first."""
    found = [one for window in windows if (one := _conflict(wanted, window)) is not None]
    return sorted(found, key=lambda one: (not one.certain, -one.until.toordinal()))


def _conflict(wanted: Wanted, window: Window) -> Found | None:
    if window.state == "ended" or _same_side(wanted, window):
        return None
    if wanted.last_on < window.first_on or window.last_on < wanted.first_on:
        return None
    if not _shares(window.platforms, wanted.platforms):
        return None
    if not _same_place(window.territories, wanted):
        return None
    return _about(wanted, window)


def _about(wanted: Wanted, window: Window) -> Found | None:
    """Compare what is advertised: a brand named as competitor, else the category."""
    named = _named(wanted.names, window.competitors)
    met = meet(wanted.category, window.category)
    sure = bool(named) or met is Meeting.SURE
    if named:
        words = Message(
            "{protects} is protected from {brand} until {day}.",
            protects=window.protects, brand=named, day=window.last_on,
        )  # fmt: skip
    elif sure:
        words = Message(
            "Exclusive for {protects} in {category} until {day}.",
            protects=window.protects, category=called(window.category), day=window.last_on,
        )  # fmt: skip
    elif met is Meeting.MAYBE:
        words = Message(
            "Exclusive for {protects} in {category} until {day}: {wanted} may fall under it.",
            protects=window.protects, category=called(window.category), day=window.last_on,
            wanted=called(wanted.category),
        )  # fmt: skip
    elif window.category and not wanted.category:
        words = Message(
            "Exclusive for {protects} in {category} until {day}: it is not said what this "
            "booking advertises.",
            protects=window.protects, category=called(window.category), day=window.last_on,
        )  # fmt: skip
    else:
        return None
    agreed = window.state == "active"
    return Found(window.id, window.protects, window.last_on, words, sure, agreed, named=bool(named))


def _same_side(wanted: Wanted, window: Window) -> bool:
    if window.client_id is not None and wanted.client_id == window.client_id:
        return True
    return window.brand_id is not None and wanted.brand_id == window.brand_id


def _shares(window: Iterable[str], wanted: Iterable[str]) -> bool:
    """Say whether two sets meet; an empty one means all."""
    ours, theirs = set(window), set(wanted)
    return not ours or not theirs or bool(ours & theirs)


def _same_place(territories: Iterable[str], wanted: Wanted) -> bool:
    """Say whether territories meet on the day the work begins; a region is its countries."""
    asked = regions.read(wanted.territory) or ()
    return _shares(
        regions.countries_of(territories, wanted.first_on),
        regions.countries_of(asked, wanted.first_on),
    )


def _named(names: Iterable[str], competitors: Iterable[str]) -> str:
    known = list(competitors)
    return next((name for name in names if any(same(name, one) for one in known)), "")
