"""How somebody looks on the board: name, account, tests, what the next stage lacks."""

from studio.domain import vocabulary
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
    niche = text(vocabulary.niche(card.niche)) or tr("no niche yet")
    lines = [Line(Words(niche, "text2"), account)]
    if card.tests:
        lines.append(Line(Words(_tests(card), "text2"), _average(card)))
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
        foot_right=_more(card),
    )


def foot(card: Card) -> Words:
    """Return the one thing to know: what the next stage lacks, or that it may come."""
    if not card.next_state:
        since = short_date(card.since) if card.since else ""
        return Words(tr("since {day}").format(day=since), "text3")
    if card.lacks:
        return Words(text(card.lacks[0]), "warn", glyph="warning")
    return Words(tr("May move on"), "good", glyph="check-circle")


def _more(card: Card) -> Words | None:
    """Return how much more the next stage lacks."""
    rest = len(card.lacks) - 1
    return Words(tr("{n} more", "gates").format(n=rest), "warn") if rest > 0 else None


def _tests(card: Card) -> str:
    return trn("{n} test", "{n} tests", card.tests)


def _average(card: Card) -> Words:
    if card.average is None:
        return Words("")
    ink = "warn" if card.weak else "text"
    return Words(tr("{average} of 10").format(average=f"{card.average:f}"), ink)
