"""How a brief looks on the board: title, client, budget and number, and the one thing to know."""

from datetime import date

from studio.domain.names import pick
from studio.services.briefs import BriefRow
from ui.briefs.fields import whole_money
from ui.language import language, short_date, tr, trn, weekday_date
from ui.widgets.board import BoardCard, Line
from ui.widgets.marks import Words


def titled(row: BriefRow) -> str:
    """Return the brief's title; its number where it has none yet."""
    return pick(row.title, row.title_zh, language()) or row.number


def money_words(row: BriefRow) -> str:
    """Return the budget with what the amount does not say: "¥80,000 / mo"."""
    if row.amount is None:
        return row.budget_note
    shown = whole_money(row.amount)
    return f"{shown} {row.budget_note}".strip()


def open_words(row: BriefRow) -> str:
    """Return how many points are missing and how many unclear."""
    parts = []
    if row.missing:
        parts.append(trn("{n} missing", "{n} missing", row.missing))
    if row.unclear:
        parts.append(trn("{n} unclear", "{n} unclear", row.unclear))
    return tr(", ", "between facts").join(parts)


def foot(row: BriefRow, today: date) -> Words | None:
    """Return the one thing to know about a brief now."""
    by_state = {
        "lost": (tr("Lost: {reason}"), "bad"),
        "declined": (tr("Declined: {reason}"), "text3"),
    }
    state = row.state.code
    if state in by_state:
        words, ink = by_state[state]
        return Words(words.format(reason=row.reason), ink)
    if state == "expired":
        day = row.valid_until or row.due_on
        return Words(tr("Expired {day}").format(day=short_date(day)) if day else "", "text3")
    if state == "won":
        return None
    return _open_foot(row, today)


def _open_foot(row: BriefRow, today: date) -> Words | None:
    state = row.state.code
    if row.next_late and row.next_on is not None:
        words = tr("{what}, {day}").format(
            what=row.next_action or tr("Next step"), day=short_date(row.next_on)
        )
        return Words(words, "bad")
    if row.late and row.due_on is not None:
        return Words(tr("Due {day}").format(day=weekday_date(row.due_on)), "bad")
    if state in ("draft", "received", "clarifying") and (row.missing or row.unclear):
        return Words(open_words(row), "warn")
    if row.next_on is not None:
        words = tr("{what}, {day}").format(
            what=row.next_action or tr("Next step"), day=weekday_date(row.next_on)
        )
        return Words(words, "text3")
    if state == "ready":
        return Words(tr("Proposal to write"), "text3")
    if state == "proposed":
        return Words(tr("Waits for the client"), "text3")
    if row.due_on is not None and row.due_on >= today:
        return Words(tr("Due {day}").format(day=weekday_date(row.due_on)), "text3")
    return None


def card(row: BriefRow, today: date) -> BoardCard:
    """Return a brief as a card of the board."""
    client = pick(row.client, row.client_zh, language()) or tr("No client yet")
    lines = (
        Line(Words(client, "text2" if row.client_id else "text3")),
        Line(Words(money_words(row), "text", "label"), Words(row.number, "text3")),
    )
    said = foot(row, today)
    return BoardCard(row.id, titled(row), lines=lines, foot=(said,) if said and said.text else ())
