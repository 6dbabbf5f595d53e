"""Revisions of a call sheet: made, frozen, never changed; sent and confirmed person by person.

Making a revision cannot be undone: from then on its PDF may have left the house as a file, so the
next state of the day is a next revision. Old revisions and their PDFs never change.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select as pick
from sqlmodel import Session

from studio.documents.callsheet import CallSheetDocument
from studio.documents.glyphs import missing_glyphs
from studio.domain import gates
from studio.domain import shoots as rules
from studio.domain.names import file_name
from studio.domain.names import pick as pick_name
from studio.errors import Conflict, Invalid, Missing
from studio.persistence.tables.projects import Project
from studio.persistence.tables.shoots import CallSheet, ShootDay, ShootPerson
from studio.services.bookings import zones
from studio.services.operation import command, load, name_step, now, query, scope, today
from studio.services.publish import Letter
from studio.services.shoots.commands import open_day
from studio.services.shoots.content import freeze, people_of, places_of, sheets_of
from studio.services.shoots.paper import document
from studio.services.shoots.reading import PROJECT, T, change_of, mail_of, plain_change
from studio.services.shoots.rows import Made, Outgoing, SheetPaper
from studio.services.words import chinese
from studio.text import Message, Named

BOOKING = T["booking"]


def checks_of(session: Session, day: ShootDay, printed: CallSheetDocument) -> list[rules.Check]:
    """Return what stands in the way of sending a day's sheet."""
    return rules.check_sheet(
        call=day.call,
        wrap=day.wrap,
        hospital=bool(day.hospital or day.hospital_zh),
        places=len(places_of(session, day.key)),
        called=[
            rules.CalledFacts(
                name=Named(row.name, row.name_zh),
                side=row.side,
                call=row.call,
                wrap=row.wrap,
                minor=row.minor,
                guardian=row.guardian,
                elsewhere=_elsewhere(session, day, row),
            )
            for row in people_of(session, day.key)
        ],
        missing=[(found.character, found.field) for found in missing_glyphs(printed)],
    )


def _elsewhere(session: Session, day: ShootDay, row: ShootPerson) -> Named | None:
    """Return what else somebody is booked for on the day: another project's firm booking."""
    if row.talent_id is None and row.person_id is None:
        return None
    zone = ZoneInfo(day.zone)
    begin, end = zones.begin_of(day.day, zone), zones.begin_of(day.day + timedelta(days=1), zone)
    whose = (
        BOOKING.c.talent_id == row.talent_id
        if row.talent_id is not None
        else BOOKING.c.person_id == row.person_id
    )
    found = session.execute(
        pick(BOOKING.c.title, BOOKING.c.title_zh, PROJECT.c.name, PROJECT.c.name_zh)
        .outerjoin(PROJECT, PROJECT.c.id == BOOKING.c.project_id)
        .where(
            whose,
            BOOKING.c.start_at < end,
            BOOKING.c.end_at > begin,
            BOOKING.c.state.in_(("confirmed", "in_progress")),
            (BOOKING.c.project_id.is_(None)) | (BOOKING.c.project_id != day.project_id),
        )
        .order_by(BOOKING.c.start_at)
    ).first()
    if found is None:
        return None
    if found.name or found.name_zh:
        return Named(found.name, found.name_zh)
    return Named(found.title or "–", found.title_zh)


def newest(session: Session, day_id: int) -> CallSheet | None:
    """Return the newest revision of a day."""
    found = sheets_of(session, day_id)
    return found[-1] if found else None


@query
def paper(
    session: Session, day_id: int, person: int | None = None, *, phones: bool = True
) -> SheetPaper:
    """Return the sheet as it would print now, for everybody or for one called (their row's id).

    Where nothing changed since the newest revision it is that revision, else a draft of the next.
    """
    day = load(session, ShootDay, day_id)
    made, revision = _printed(session, day, person, phones=phones)
    return SheetPaper(
        document=made,
        name=_file(session, day, revision, _called(session, person)),
        checks=tuple(checks_of(session, day, made)),
        revision=revision,
    )


@query
def printed(
    session: Session, day_id: int, person: int | None = None, *, phones: bool = True
) -> CallSheetDocument:
    """Return the document alone, for a preview that follows every change."""
    return _printed(session, load(session, ShootDay, day_id), person, phones=phones)[0]


@query
def kept_pdf(session: Session, sheet_id: int) -> bytes:
    """Return the bytes of a revision as they were kept."""
    return scope(session).files.get(session, load(session, CallSheet, sheet_id).pdf)


def _called(session: Session, person: int | None) -> ShootPerson | None:
    return session.get(ShootPerson, person) if person else None


def _printed(
    session: Session, day: ShootDay, person: int | None, *, phones: bool
) -> tuple[CallSheetDocument, str]:
    """Return the document of now and its revision, none for a draft."""
    content = freeze(session, day)
    last = newest(session, day.key)
    if last is not None and last.content == content:
        before = _before(session, last)
        return (
            document(
                session,
                day,
                content,
                [change_of(one) for one in last.changes],
                revision=last.revision,
                replaces=before,
                made_at=last.made_at,
                person_key=person,
                phones=phones,
            ),
            last.revision,
        )
    changes = rules.differences(last.content, content) if last is not None else []
    replaces = last.revision if last is not None else ""
    return (
        document(
            session, day, content, changes, replaces=replaces, person_key=person, phones=phones
        ),
        "",
    )


def _before(session: Session, sheet: CallSheet) -> str:
    """Return the revision that a revision replaced."""
    earlier = [one for one in sheets_of(session, sheet.day_id) if one.key < sheet.key]
    return earlier[-1].revision if earlier else ""


def _file(session: Session, day: ShootDay, revision: str, person: ShootPerson | None) -> str:
    project = load(session, Project, day.project_id)
    number = f"{project.number} {day.day.isoformat()} {revision or 'draft'}"
    whose = pick_name(person.name, person.name_zh, "en") if person is not None else "all"
    return file_name("callsheet", number, whose, 0, day.language)


@command("Make call sheet", right="shoots.edit", undo=False)
def make_sheet(session: Session, day_id: int, *, version: int, note: str = "") -> Made:
    """Freeze the next revision with its changes marked, keep its PDF; refused if nothing changed.

    `version` is that of the day. Raises Invalid while a check blocks.
    """
    day = open_day(session, day_id, version)
    clean = gates.cleaned({"note": gates.words(500)}, {"note": note})
    content = freeze(session, day)
    last = newest(session, day_id)
    if last is not None and last.content == content:
        raise Invalid(
            {"": Message("Nothing changed since version {revision}.", revision=last.revision)}
        )
    revision = rules.next_revision(last.revision if last else "")
    changes = rules.differences(last.content, content) if last else []
    at = now(session)
    sheet = document(
        session,
        day,
        content,
        changes,
        revision=revision,
        replaces=last.revision if last else "",
        made_at=at,
    )
    rules.refuse_blocked(checks_of(session, day, sheet))
    pdf = scope(session).files.put(session, scope(session).build("callsheet", sheet))
    row = CallSheet(
        day_id=day_id,
        revision=revision,
        made_at=at,
        made_by=scope(session).person_id,
        content=content,
        changes=[plain_change(one) for one in changes],
        pdf=pdf,
        note=clean["note"],
    )
    session.add(row)
    session.flush()
    name_step(session, Message("Make call sheet {revision}, {day}", revision=revision, day=day.day))
    return Made(row.key, revision, pdf)


@query
def kept(session: Session, sheet_id: int) -> SheetPaper:
    """Return a revision for everybody as it was made, with the bytes that were kept."""
    row = load(session, CallSheet, sheet_id)
    day = load(session, ShootDay, row.day_id)
    changes = [change_of(one) for one in row.changes]
    sheet = document(
        session,
        day,
        row.content,
        changes,
        revision=row.revision,
        replaces=_before(session, row),
        made_at=row.made_at,
    )
    data = scope(session).files.get(session, row.pdf)
    return SheetPaper(sheet, _file(session, day, row.revision, None), (), data, row.revision)


@query
def outgoing(
    session: Session, day_id: int, people: Sequence[int] = (), *, phones: bool = True
) -> list[Outgoing]:
    """Return one sheet for each called (or those given), of the newest revision, with its e-mail.

    Raises Conflict where something changed since that revision, Missing where there is none. The
    client's people get theirs without telephones.
    """
    day = load(session, ShootDay, day_id)
    last = newest(session, day_id)
    if last is None:
        raise Missing(Message("Make the first version of the call sheet, then send it."))
    if last.content != freeze(session, day):
        raise Conflict(
            Message(
                "Something changed since version {revision}. Make the next version, then send it.",
                revision=last.revision,
            ),
            noun="shoot_day",
            key=day_id,
        )
    found = [row for row in people_of(session, day_id) if not people or row.key in people]
    return [_outgoing(session, day, last, row, phones=phones) for row in found]


def _outgoing(
    session: Session, day: ShootDay, sheet: CallSheet, row: ShootPerson, *, phones: bool
) -> Outgoing:
    made, _ = _printed(session, day, row.key, phones=phones and row.side != "client")
    own = made.own
    call = own.call.text.en if own else day.call
    return Outgoing(
        person_id=row.key,
        version=row.version,
        name=row.name,
        name_zh=row.name_zh,
        document=made,
        file_name=_file(session, day, sheet.revision, row),
        letter=_letter(session, day, sheet, row, call),
    )


def _letter(
    session: Session, day: ShootDay, sheet: CallSheet, row: ShootPerson, call: str
) -> Letter:
    name = Named(row.name, row.name_zh)
    title = Named(day.title or "–", day.title_zh)
    subject = Message(
        "Call sheet {revision}, {day}: {title}", revision=sheet.revision, day=day.day, title=title
    )
    body = (
        Message("Hello {name},", name=name),
        Message(
            "attached is the call sheet (version {revision}) for {day}. Your call is {call}.",
            revision=sheet.revision,
            day=day.day,
            call=call or "–",
        ),
        Message("Please answer that you have read it."),
    )
    languages = [one for one in ("zh", "en") if one in day.language.split("+")]
    say: dict[str, Callable[[Message], str]] = {"en": str, "zh": chinese}
    return Letter(
        to=mail_of(session, row),
        subject=say[languages[0]](subject),
        body="\n\n".join(say[one](part) for one in languages for part in body),
    )


def _person(session: Session, key: int, version: int) -> ShootPerson:
    return load(session, ShootPerson, key, version)


@command("Mark as sent", right="shoots.edit", undo=False)
def mark_sent(
    session: Session, day_id: int, people: Mapping[int, int], *, channel: str = ""
) -> str:
    """Note that the newest revision went to people (row id -> version); return the revision."""
    last = newest(session, day_id)
    if last is None:
        raise Missing(Message("Make the first version of the call sheet, then send it."))
    clean = _channel(channel)
    for key, version in people.items():
        row = _person(session, key, version)
        row.sent_on, row.sent_revision, row.sent_by = today(session), last.revision, clean
    session.flush()
    name_step(
        session,
        Message("Send call sheet {revision} to {count}", revision=last.revision, count=len(people)),
    )
    return last.revision


def _channel(channel: str) -> str:
    gate = gates.choice(rules.CHANNELS, optional=True)
    return str(gates.cleaned({"channel": gate}, {"channel": channel})["channel"])


@command("Confirm call", right="shoots.edit")
def confirm(
    session: Session,
    key: int,
    *,
    version: int,
    channel: str = "",
    on: date | None = None,
) -> int:
    """Note that somebody confirmed the revision they got, by which channel; new version."""
    row = _person(session, key, version)
    day = on or today(session)
    if day > today(session):
        raise Invalid({"on": Message("This day has not come yet.")})
    row.confirmed_on, row.confirmed_by = day, _channel(channel)
    last = newest(session, row.day_id)
    row.confirmed_revision = row.sent_revision or (last.revision if last else "")
    session.flush()
    name_step(session, Message("Confirm {name}", name=pick_name(row.name, row.name_zh, "en")))
    return row.version


@command("Take confirmation back", right="shoots.edit")
def unconfirm(session: Session, key: int, *, version: int) -> int:
    """Take a confirmation back; return the new version."""
    row = _person(session, key, version)
    row.confirmed_on, row.confirmed_by, row.confirmed_revision = None, "", ""
    session.flush()
    return row.version
