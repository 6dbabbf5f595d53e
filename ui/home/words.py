"""What Home says about each thing that needs attention: title, reason, when, and the one act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from studio.domain import agreements
from studio.domain.money import Money
from studio.domain.names import pick
from studio.domain.platforms import platform_name
from studio.services.home import Attention
from ui.language import language, money, percent, relative_days, short_date, text, tr, weekday_date


@dataclass(frozen=True, slots=True)
class Said:
    """A row in words; `act` is what the button does, `words` what stands on it."""

    title: str
    reason: str
    when: str
    act: str
    words: str


def named(row: Attention) -> str:
    """Return the record's name in the window's language."""
    return pick(row.name, row.name_zh, language())


def listed(*parts: str) -> str:
    """Return facts one after the other, those that are empty left out."""
    return tr(", ", "between facts").join(part for part in parts if part)


def whole_money(value: Money) -> str:
    """Return an amount without its cents where there are none: £3,340."""
    shown = money(value)
    return shown[:-3] if shown.endswith(".00") else shown


def say(row: Attention) -> Said:
    """Return a row in the window's language."""
    return _SAYERS[row.kind](row)


def _ago(days: int) -> str:
    """Return the time past as the right column shows it."""
    if days == 0:
        return tr("Today")
    return tr("{days} d late").format(days=days)


def _piece(row: Attention) -> Said:
    one = row.days == 1
    title = tr("{name} is 1 day late") if one else tr("{name} is {days} days late")
    planned = (
        tr("planned {day}", "was to go out").format(day=weekday_date(row.day)) if row.day else ""
    )
    return Said(
        title.format(name=named(row), days=row.days),
        listed(
            pick(row.who, row.who_zh, language()),
            platform_name(row.platform, language()) if row.platform else "",
            planned,
        ),
        _ago(row.days),
        "new_date",
        tr("New date"),
    )


def _overdue(row: Attention) -> Said:
    one = row.days == 1
    title = tr("{number} is 1 day overdue") if one else tr("{number} is {days} days overdue")
    owed = money(row.amount) if row.amount else ""
    return Said(
        title.format(number=row.number, days=row.days),
        listed(owed, named(row)),
        _ago(row.days),
        "payment",
        tr("Record payment"),
    )


def _draft(row: Attention) -> Said:
    return Said(
        tr("To issue: {name}").format(name=named(row)),
        listed(money(row.amount) if row.amount else "", tr("draft without number")),
        _ago(row.days),
        "issue",
        tr("Issue"),
    )


def _expired(row: Attention) -> Said:
    ended = relative_days(row.day, _today(row, past=True)) if row.day else ""
    return Said(
        tr("{number} ended without an answer").format(number=row.number or named(row)),
        listed(named(row), tr("valid to {day}").format(day=short_date(row.day)) if row.day else ""),
        ended,
        "renew",
        tr("Renew"),
    )


def _expiring(row: Attention) -> Said:
    return Said(
        tr("{number} waits for an answer").format(number=row.number or named(row)),
        listed(named(row), tr("valid to {day}").format(day=short_date(row.day)) if row.day else ""),
        relative_days(row.day, _today(row, past=False)) if row.day else "",
        "open",
        tr("Open", "verb"),
    )


def _today(row: Attention, *, past: bool) -> date:
    """The day the row was made on, from its date and its count of days."""
    shift = timedelta(days=row.days)
    day = row.day or date.min
    return day + shift if past else day - shift


def _step(row: Attention) -> Said:
    return Said(
        listed(row.who or tr("Next step"), named(row)),
        row.number if row.noun != "client" else "",
        _ago(row.days),
        "new_date",
        tr("New date"),
    )


def _hold(row: Attention) -> Said:
    who = pick(row.who, row.who_zh, language())
    if row.days < 0:
        title = tr("The hold on {who} has run out")
    elif row.days == 0:
        title = tr("Hold on {who} ends today, {time}")
    else:
        title = tr("Hold on {who} ends {day}, {time}")
    day = weekday_date(row.day) if row.day else ""
    return Said(
        title.format(who=who, time=row.number, day=day),
        named(row),
        relative_days(row.day, _today(row, past=False)) if row.day else "",
        "open",
        tr("Open", "verb"),
    )


def _budget(row: Attention) -> Said:
    spent, whole = row.amount, row.limit
    if spent is None or whole is None:
        return Said(named(row), "", "", "open", tr("Open", "verb"))
    left = whole - spent
    when = tr("{amount} left") if left.minor >= 0 else tr("{amount} over")
    return Said(
        tr("Budget at {percent}: {name}").format(
            percent=percent(Decimal(row.days) / 100), name=named(row)
        ),
        listed(
            tr("{spent} of {budget} spent").format(
                spent=whole_money(spent), budget=whole_money(whole)
            ),
            pick(row.who, row.who_zh, language()),
        ),
        when.format(amount=whole_money(left if left.minor >= 0 else -left)),
        "open",
        tr("Open", "verb"),
    )


def _settle(row: Attention) -> Said:
    delivered = tr("Delivered {day}").format(day=short_date(row.day)) if row.day else ""
    return Said(
        tr("To settle for {days} days: {name}").format(days=row.days, name=named(row)),
        listed(delivered, pick(row.who, row.who_zh, language())),
        tr("{days} d").format(days=row.days),
        "open",
        tr("Open", "verb"),
    )


def _ending(row: Attention) -> Said:
    titles = {
        "contract_ending": tr("The contract of {name} ends"),
        "exclusivity_ending": tr("The exclusivity of {name} ends"),
        "licence_ending": tr("A licence of {name} ends"),
        "release_ending": tr("A release of {name} ends"),
    }
    kinds = {**agreements.KINDS, **agreements.RELEASES}
    known = agreements.LICENCES.get(row.number) or kinds.get(row.number)
    return Said(
        titles[row.kind].format(name=named(row)),
        listed(
            text(known) if known is not None else row.number,
            pick(row.client, row.client_zh, language()),
            weekday_date(row.day) if row.day else "",
        ),
        tr("{days} d left").format(days=row.days) if row.days else tr("Today"),
        "open",
        tr("Open", "verb"),
    )


_SAYERS: Mapping[str, Callable[[Attention], Said]] = MappingProxyType(
    {
        "piece_late": _piece,
        "invoice_overdue": _overdue,
        "draft_invoice": _draft,
        "proposal_expired": _expired,
        "proposal_expiring": _expiring,
        "brief_step": _step,
        "proposal_step": _step,
        "client_step": _step,
        "hold": _hold,
        "budget": _budget,
        "contract_ending": _ending,
        "exclusivity_ending": _ending,
        "licence_ending": _ending,
        "release_ending": _ending,
        "settle": _settle,
    }
)
