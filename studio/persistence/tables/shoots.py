"""Shoot days: when, where, who, what is shot, and the call sheets sent."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlmodel import Field

from studio.persistence.base import Entity
from studio.persistence.columns import Json, UtcTime


class ShootDay(Entity, table=True):
    """One day of shooting for a project."""

    __tablename__ = "shoot_day"
    owner: ClassVar[tuple[str, str] | None] = ("project", "project_id")

    project_id: int = Field(foreign_key="project.id", index=True)
    task_id: int | None = Field(default=None, foreign_key="task.id")
    day: date = Field(index=True)
    zone: str = "Asia/Shanghai"
    """IANA zone of the place; every time of the day is local to it."""
    state: str = "planned"
    """planned, confirmed, shooting, wrapped, cancelled."""
    state_reason: str = ""
    title: str = ""
    title_zh: str = ""
    call: str = ""
    """General crew call, "08:00"."""
    first_shot: str = ""
    meal: str = ""
    wrap: str = ""
    weather: str = ""
    weather_zh: str = ""
    sunrise: str = ""
    sunset: str = ""
    hospital: str = ""
    hospital_zh: str = ""
    emergency: str = ""
    parking: str = ""
    parking_zh: str = ""
    catering: str = ""
    catering_zh: str = ""
    safety: str = ""
    safety_zh: str = ""
    labels: str = ""
    labels_zh: str = ""
    """Labels that must be on screen, such as AI and advertising notices."""
    channels: str = ""
    """Walkie channels."""
    notes: str = ""
    notes_zh: str = ""
    ahead: str = ""
    ahead_zh: str = ""
    """The next days in short."""
    language: str = "en"
    """Language of its call sheets: en, zh, zh+en."""
    page_size: str = "A4"


class ShootPlace(Entity, table=True):
    """A location of a shoot day."""

    __tablename__ = "shoot_place"
    owner: ClassVar[tuple[str, str] | None] = ("shoot_day", "day_id")

    day_id: int = Field(foreign_key="shoot_day.id", index=True)
    position: int = 0
    kind: str = "set"
    """set, base, parking, pick_up, other."""
    name: str
    name_zh: str = ""
    address: str = ""
    address_zh: str = ""
    map_url: str = ""
    note: str = ""
    note_zh: str = ""
    resource_id: int | None = Field(default=None, foreign_key="resource.id")


class ShootPerson(Entity, table=True):
    """Somebody called for a shoot day, and what they answered."""

    __tablename__ = "shoot_person"
    owner: ClassVar[tuple[str, str] | None] = ("shoot_day", "day_id")

    day_id: int = Field(foreign_key="shoot_day.id", index=True)
    position: int = 0
    side: str = "crew"
    """talent, crew, client."""
    talent_id: int | None = Field(default=None, foreign_key="talent.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    booking_id: int | None = Field(default=None, foreign_key="booking.id")
    name: str
    name_zh: str = ""
    role: str = ""
    role_zh: str = ""
    department: str = ""
    department_zh: str = ""
    phone: str = ""
    key_contact: bool = False
    call: str = ""
    """Own call time; empty takes the general call, talent thirty minutes later."""
    pickup: str = ""
    make_up: str = ""
    on_set: str = ""
    wrap: str = ""
    transport: str = ""
    transport_zh: str = ""
    meals: str = ""
    minor: bool = False
    guardian: str = ""
    sent_on: date | None = None
    sent_revision: str = ""
    sent_by: str = ""
    """The channel it went by."""
    confirmed_on: date | None = None
    confirmed_by: str = ""
    """The channel: WeChat, phone, e-mail."""
    confirmed_revision: str = ""
    note: str = ""


class ShootRow(Entity, table=True):
    """A line of the day: its schedule, a shot, gear or a sample."""

    __tablename__ = "shoot_row"
    owner: ClassVar[tuple[str, str] | None] = ("shoot_day", "day_id")

    day_id: int = Field(foreign_key="shoot_day.id", index=True)
    position: int = 0
    part: str = "schedule"
    """schedule, shot, gear, sample."""
    at: str = ""
    until: str = ""
    code: str = ""
    title: str
    title_zh: str = ""
    setting: str = ""
    """I or E, inside or outside, and the place."""
    who: str = ""
    who_zh: str = ""
    props: str = ""
    props_zh: str = ""
    quantity: int = 1
    resource_id: int | None = Field(default=None, foreign_key="resource.id")
    done: bool = False
    note: str = ""


class CallSheet(Entity, table=True):
    """A revision of a day's call sheet as it was made; it never changes."""

    __tablename__ = "call_sheet"
    owner: ClassVar[tuple[str, str] | None] = ("shoot_day", "day_id")

    day_id: int = Field(foreign_key="shoot_day.id", index=True)
    revision: str
    """A, B, C."""
    made_at: datetime = Field(sa_type=UtcTime)
    made_by: int | None = Field(default=None, foreign_key="person.id")
    content: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """What it said, frozen, for marking changes in the next."""
    changes: list[Any] = Field(default_factory=list, sa_type=Json)
    pdf: str = ""
    """SHA-256 of the PDF for everybody."""
    note: str = ""
