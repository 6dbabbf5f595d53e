"""Frozen rows of shoot days: a row of the list, a day whole, what its sheet would say."""

from dataclasses import dataclass, field
from datetime import date, datetime

from studio.documents.callsheet import CallSheetDocument
from studio.domain.shoots import Change, Check
from studio.services.publish import Letter


@dataclass(frozen=True, slots=True)
class ShootFilter:
    """What a list of shoot days shows; the newest are last unless `descending`."""

    text: str = ""
    states: tuple[str, ...] = ()
    project_id: int = 0
    first: date | None = None
    last: date | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ShootRow:
    """One shoot day in a list; `number` of `of` days of its project, `revision` the newest sheet.

    `stale` says that something changed since that sheet was made.
    """

    id: int
    version: int
    project_id: int
    project: str
    project_zh: str
    project_number: str
    hue: str
    client: str
    client_zh: str
    day: date
    state: str
    title: str
    title_zh: str
    call: str
    wrap: str
    place: str
    place_zh: str
    people: int
    confirmed: int
    sent: int
    revision: str
    number: int = 1
    of: int = 1
    stale: bool = False


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place of the day."""

    id: int
    version: int
    position: int
    kind: str
    name: str
    name_zh: str
    address: str
    address_zh: str
    map_url: str
    note: str
    note_zh: str
    resource_id: int | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody called; `shown_call` is their own call or the one that follows from the general.

    `state` is what is known of their answer: unsent, sent, confirmed, or outdated where they
    confirmed an older revision than the one sent.
    """

    id: int
    version: int
    position: int
    side: str
    talent_id: int | None
    person_id: int | None
    contact_id: int | None
    booking_id: int | None
    name: str
    name_zh: str
    role: str
    role_zh: str
    department: str
    department_zh: str
    phone: str
    mail: str
    key_contact: bool
    call: str
    shown_call: str
    pickup: str
    make_up: str
    on_set: str
    wrap: str
    transport: str
    transport_zh: str
    meals: str
    minor: bool
    guardian: str
    sent_on: date | None
    sent_by: str
    sent_revision: str
    confirmed_on: date | None
    confirmed_by: str
    confirmed_revision: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the schedule, a shot, gear or a sample."""

    id: int
    version: int
    position: int
    part: str
    at: str
    until: str
    code: str
    title: str
    title_zh: str
    setting: str
    who: str
    who_zh: str
    props: str
    props_zh: str
    quantity: int
    resource_id: int | None
    done: bool
    note: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A revision as it was made; `pdf` is the SHA-256 of the one for everybody."""

    id: int
    revision: str
    made_at: datetime
    made_by: str
    made_by_zh: str
    changes: tuple[Change, ...]
    pdf: str
    note: str


@dataclass(frozen=True, slots=True)
class Shoot:
    """A shoot day whole; `values` are its plain fields by name."""

    row: ShootRow
    task_id: int | None
    state_reason: str
    values: dict[str, object]
    places: tuple[PlaceRow, ...]
    people: tuple[PersonRow, ...]
    lines: tuple[LineRow, ...]
    sheets: tuple[SheetRow, ...]
    changes: tuple[Change, ...]
    """What changed since the newest sheet."""
    next_revision: str = "A"

    @property
    def version(self) -> int:
        """Return the version of the day's own row."""
        return self.row.version

    def part(self, part: str) -> tuple[LineRow, ...]:
        """Return the lines of one part."""
        return tuple(line for line in self.lines if line.part == part)


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """A call sheet as it would print: `kept` are the bytes of a revision for everybody."""

    document: CallSheetDocument
    name: str
    checks: tuple[Check, ...] = ()
    kept: bytes | None = None
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One person's sheet ready to leave: whose, its document, file name and e-mail."""

    person_id: int
    version: int
    name: str
    name_zh: str
    document: CallSheetDocument
    file_name: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class Made:
    """What making a revision gave."""

    sheet_id: int
    revision: str
    pdf: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A day that a shoot day may be made from: a task that is a shoot, with who is booked."""

    project_id: int
    project: str
    project_zh: str
    hue: str
    day: date
    task_id: int | None = None
    title: str = ""
    title_zh: str = ""
    bookings: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many days are ahead, and how many of those called have confirmed."""

    ahead: int
    called: int
    confirmed: int
    states: dict[str, int] = field(default_factory=dict)
