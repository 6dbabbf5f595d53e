"""How somebody looks on the board: name, account, tests, what the next stage lacks."""

from studio.domain.names import pick
from studio.domain.platforms import badge
from studio.services.incubation import Card
from studio.text import Message
from ui.language import language, short_date, text, tr, trn
from ui.talent import words
from ui.widgets.board import BoardCard, Line
from ui.widgets.marks import Words


def named(card: Card) -> str:
    """Return the name in the window's language."""
    return pick(card.name, card.name_zh, language())


def listed(parts: tuple[Message, ...]) -> str:
    """Return what is missing in one line."""
    return tr(", ", "between facts").join(text(part) for part in parts)


def board_card(card: Card) -> BoardCard:
    """Return the card of somebody."""
    followers = words.followers(card.followers) if card.followers is not None else tr("not read")
    account = Words(followers, "text2" if card.followers is not None else "warn")
    lines = [Line(Words(card.niche or tr("no niche yet"), "text2"), account)]
    if card.tests:
        lines.append(Line(_average(card), Words(_tests(card), "text3")))
    if card.target_tier:
        target = tr("Target {tier}").format(tier=words.tier(card.target_tier))
        by = short_date(card.target_on) if card.target_on else ""
        lines.append(Line(Words(target, "text2"), Words(by, "text3")))
    if card.mentor or card.mentor_zh:
        lines.append(Line(Words(pick(card.mentor, card.mentor_zh, language()), "text3")))
    return BoardCard(
        card.talent_id,
        named(card),
        badge=badge(card.platform) if card.platform else "",
        lines=tuple(lines),
        foot=(foot(card),),
    )


def foot(card: Card) -> Words:
    """Return the one thing to know: what the next stage lacks, or that it may come."""
    if not card.next_state:
        since = short_date(card.since) if card.since else ""
        return Words(tr("since {day}").format(day=since), "text3")
    if card.missing:
        first = text(card.missing[0])
        more = len(card.missing) - 1
        words_ = tr("Missing: {what} and {n} more") if more else tr("Missing: {what}")
        words_ = words_.format(what=first, n=more)
        return Words(words_, "warn", glyph="warning")
    return Words(tr("May move on"), "good", glyph="check-circle")


def _tests(card: Card) -> str:
    return trn("{n} test", "{n} tests", card.tests)


def _average(card: Card) -> Words:
    if card.average is None:
        return Words("")
    ink = "warn" if card.weak else "text"
    return Words(tr("average {average}").format(average=f"{card.average:f}"), ink)
