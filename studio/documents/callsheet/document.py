"""A call sheet as it prints: every word ready-made, and whether it is new in this version.

Times are typed words such as "07:30", local to the place. Nothing is looked up or worked out.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from studio.documents.language import NOTHING, Bilingual, Language
from studio.documents.paper import Mark, Paper
from studio.documents.parties import Brand


class PlaceKind(StrEnum):
    """What a place is for."""

    SET = "set"
    BASE = "base"
    PARKING = "parking"
    PICK_UP = "pick_up"
    OTHER = "other"


class Side(StrEnum):
    """Which side somebody called is on."""

    TALENT = "talent"
    CREW = "crew"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Said:
    """A text, whether it changed since the version before, and what it was then."""

    text: Bilingual = NOTHING
    changed: bool = False
    was: Bilingual = NOTHING

    def __bool__(self) -> bool:
        """Tell whether there is a text at all."""
        return bool(self.text)


SILENT = Said()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere to go; `map_url` leads to it where it is an https address."""

    kind: PlaceKind = PlaceKind.SET
    name: Said
    address: Said = SILENT
    note: Said = SILENT
    map_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of the day's schedule."""

    at: Said = SILENT
    until: Said = SILENT
    what: Said
    setting: Said = SILENT
    who: Said = SILENT
    props: Said = SILENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A shot to be taken."""

    code: Said = SILENT
    what: Said
    setting: Said = SILENT
    who: Said = SILENT
    props: Said = SILENT
    note: Said = SILENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Somebody called, with their own times; `key` is somebody to ask."""

    side: Side = Side.CREW
    name: Bilingual
    role: Said = SILENT
    department: Bilingual = NOTHING
    call: Said = SILENT
    pickup: Said = SILENT
    make_up: Said = SILENT
    on_set: Said = SILENT
    wrap: Said = SILENT
    travel: Said = SILENT
    meals: Said = SILENT
    phone: Said = SILENT
    guardian: Said = SILENT
    note: Said = SILENT
    key: bool = False
    new: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Gear or a sample that must be there."""

    quantity: Said = SILENT
    what: Said
    note: Said = SILENT


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheetDocument:
    """The call sheet of one shoot day, for everybody or for the one who is `own`.

    `made_at` is local to the place; `revision` is empty for a draft. `phones` False leaves out
    telephone numbers, meals and gate codes typed with people: it may be given to outsiders.
    """

    brand: Brand
    language: Language = Language.EN
    paper: Paper = Paper.A4
    mark: Mark = Mark.NONE
    stamped_at: datetime
    revision: str = ""
    replaces: str = ""
    made_at: datetime | None = None
    reference: Bilingual = NOTHING
    day: date
    day_number: int = 1
    days: int = 1
    title: Bilingual = NOTHING
    project: Bilingual = NOTHING
    client: Bilingual = NOTHING
    call: Said = SILENT
    talent_call: Said = SILENT
    first_shot: Said = SILENT
    meal: Said = SILENT
    wrap: Said = SILENT
    sunrise: Said = SILENT
    sunset: Said = SILENT
    places: tuple[Place, ...] = ()
    parking: Said = SILENT
    hospital: Said = SILENT
    emergency: Said = SILENT
    weather: Said = SILENT
    steps: tuple[Step, ...] = ()
    shots: tuple[Shot, ...] = ()
    people: tuple[Called, ...] = ()
    gear: tuple[Item, ...] = ()
    samples: tuple[Item, ...] = ()
    catering: Said = SILENT
    safety: Said = SILENT
    labels: Said = SILENT
    channels: Said = SILENT
    notes: Said = SILENT
    ahead: Said = SILENT
    changes: tuple[Bilingual, ...] = ()
    confirm_to: Bilingual = NOTHING
    footer: Bilingual = NOTHING
    phones: bool = True

    @property
    def own(self) -> Called | None:
        """Return whom the sheet is for, or nobody where it is for everybody."""
        return next((person for person in self.people if person.own), None)
