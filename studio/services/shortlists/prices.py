"""Prices that are missing: the letter that asks for one, and a provisional one entered in place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from studio.domain import gates
from studio.domain import shortlisting as rules
from studio.domain.names import pick
from studio.domain.platforms import FORMATS, PLATFORMS, format_name, platform_name
from studio.errors import Invalid
from studio.persistence.tables.accounts import RateCard
from studio.persistence.tables.studio import Person, Studio
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, load, name_step, query, scope, today
from studio.services.proposals.offered import refuse_unoffered
from studio.services.publish import Letter
from studio.services.shortlists.commands import candidate_of, note_figures
from studio.services.shortlists.queries import read_match
from studio.services.shortlists.rows import Found
from studio.services.talent import rates
from studio.services.words import chinese
from studio.text import Message, Named

_SUBJECT = Message("Your price for {piece}, {month}")
_GREETING = Message("Dear {name},")
_ASKED = Message(
    "we are putting together creators for a client in {category} and thought of you. "
    "What would you ask for {quantity} × {piece} on {platform}?"
)
_ASKED_PLAIN = Message(
    "we are putting together creators for a client and thought of you. "
    "What would you ask for {quantity} × {piece} on {platform}?"
)
_WINDOW = Message("It would go out between {first} and {last}.")
_INCLUDED = Message(
    "Please tell us your price a piece in {currency}, what it includes (rounds, days of use), "
    "and whether you are free then."
)
_THANKS = Message("Thank you very much.")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The letters that ask somebody for a price, in each language, and the one they read."""

    talent_id: int
    language: str
    letters: Mapping[str, Letter]


@query
def inquiry(session: Session, brief_id: int, talent_id: int) -> Inquiry:
    """Return the letter that asks somebody for the price of the brief's piece, in zh and en.

    It names neither the client nor the ceiling: both are the house's until somebody says yes.
    """
    person = load(session, Talent, talent_id)
    found = read_match(session, brief_id)
    letters = {code: _letter(session, person, found, code) for code in ("zh", "en")}
    language = "zh" if "zh" in person.languages or not person.languages else "en"
    return Inquiry(talent_id, language, letters)


def _letter(session: Session, person: Talent, found: Found, language: str) -> Letter:
    wishes = found.wishes
    row = found.known.get(person.key)
    platform = (row.platform if row else "") or next(iter(wishes.platforms), "")
    piece = next((one for one in found.brief.pieces if one.id == wishes.piece), None)
    values: dict[str, object] = {
        "name": Named(person.name, person.name_zh),
        "category": rules.niches(wishes.categories),
        "quantity": piece.quantity if piece else 1,
        "piece": Named(
            format_name(platform, wishes.format, "en"), format_name(platform, wishes.format, "zh")
        ),
        "platform": Named(platform_name(platform, "en"), platform_name(platform, "zh")),
        "currency": wishes.currency,
        "month": _month(wishes.price_on or today(session)),
        "first": _day(wishes.first),
        "last": _day(wishes.last),
    }
    lines = [_ASKED if wishes.categories else _ASKED_PLAIN]
    lines += [_WINDOW] if wishes.first and wishes.last else []
    lines += [_INCLUDED]
    sender = session.get(Person, scope(session).person_id or 0)
    studio = session.exec(select(Studio)).first()
    signed = [pick(one.name, one.name_zh, language) for one in (sender, studio) if one is not None]
    body = "\n\n".join(
        (
            _say(_GREETING, language, values),
            ("" if language == "zh" else " ").join(_say(one, language, values) for one in lines),
            _say(_THANKS, language, values),
            "\n".join(signed),
        )
    )
    return Letter(person.mail, " ".join(_say(_SUBJECT, language, values).split()), body)


def _say(message: Message, language: str, values: Mapping[str, object]) -> str:
    filled = message.filled(**values)
    return chinese(filled) if language == "zh" else str(filled)


def _day(day: date | None) -> Named:
    if day is None:
        return Named("")
    return Named(f"{day.day} {day:%B} {day.year}", f"{day.year} 年 {day.month} 月 {day.day} 日")


def _month(day: date) -> Named:
    return Named(f"{day:%B} {day.year}", f"{day.year} 年 {day.month} 月")


@command("Ask for a price", right="shortlists.edit")
def ask_price(session: Session, brief_id: int, talent_id: int) -> int:
    """Note that somebody was asked; they stand on the shortlist from now on. Return the id."""
    person = load(session, Talent, talent_id)
    refuse_unoffered(session, talent_id)
    row = candidate_of(session, brief_id, talent_id)
    if row.state != "asked":
        rules.check_candidate(row.state, "asked")
        row.state = "asked"
    if row.scored_on is None:
        note_figures(session, row, read_match(session, brief_id).known.get(talent_id))
    name_step(session, Message("Ask {name} for a price", name=_name(person)))
    session.flush()
    return row.key


@command("Enter provisional price", right="talent.edit")
def enter_price(
    session: Session, brief_id: int, talent_id: int, *, amount: object, currency: str
) -> int:
    """Put a provisional price for the brief's piece on somebody's rate card; return its id.

    The card that holds on the day asked for takes it; where none does, one is begun.
    """
    price = gates.amount(1)(amount)
    if price is None:
        raise Invalid({"price": Message("An amount is needed.")})
    person = load(session, Talent, talent_id)
    found = read_match(session, brief_id)
    row = found.known.get(talent_id)
    platform = (row.platform if row else "") or next(iter(found.wishes.platforms), "")
    if platform not in PLATFORMS or found.wishes.format not in FORMATS:
        raise Invalid({"price": Message("Choose the piece first: a price is for one piece.")})
    on = found.wishes.price_on or today(session)
    item: dict[str, object] = {
        "platform": platform,
        "format": found.wishes.format,
        "price": price,
        "state": "provisional",
    }
    card = _card_of(session, talent_id, currency, on)
    if card is not None:
        key = rates.add_item(card.key, item).call(session)
    else:
        first, last = _gap(session, talent_id, currency, on)
        values = {"currency": currency, "first_on": first, "last_on": last}
        made = rates.add_card(talent_id, values).call(session)
        key = rates.add_item(made, item).call(session)
    name_step(session, Message("Provisional price of {name}", name=_name(person)))
    return key


def _card_of(session: Session, talent_id: int, currency: str, on: date) -> RateCard | None:
    cards = session.exec(
        select(RateCard)
        .where(RateCard.talent_id == talent_id, RateCard.currency == currency)
        .order_by(col(RateCard.first_on).desc())
    ).all()
    return next(
        (one for one in cards if one.first_on <= on and (one.last_on is None or on <= one.last_on)),
        None,
    )


def _gap(session: Session, talent_id: int, currency: str, on: date) -> tuple[date, date | None]:
    """Return the days around `on` that no card holds: from today at the earliest."""
    cards = session.exec(
        select(RateCard).where(RateCard.talent_id == talent_id, RateCard.currency == currency)
    ).all()
    ended = [one.last_on for one in cards if one.last_on is not None and one.last_on < on]
    begun = [one.first_on for one in cards if one.first_on > on]
    day = timedelta(days=1)
    first = max([min(today(session), on), *(last + day for last in ended)])
    return first, min(begun) - day if begun else None


def _name(person: Talent) -> str:
    return pick(person.name, person.name_zh, "en")
