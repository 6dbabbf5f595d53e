"""Hints on the quality of an account's figures (domain 6.4): reasons with sums, no verdict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Any

from studio.domain import rulefiles
from studio.domain.rulefiles import Rule
from studio.domain.talent.growth import Jump
from studio.text import Message, Named


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of an account on a day; None where it was not read."""

    platform: str
    followers: int
    following: int | None = None
    views: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    generic: Decimal | None = None
    """Share of a sample of comments that say nothing."""
    language: str = ""
    region: str = ""
    """The country most followers are in."""
    jumps: Sequence[Jump] = ()
    watched: bool = False
    """Whether there are enough readings to see a jump."""
    median: Decimal | None = None
    """Usual engagement by followers of its tier on its platform."""
    median_of: Message | None = None
    """Where that comes from."""


_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Hint:
    """One signal: raised, clear or unknown, with its sum in words."""

    code: str
    name: Named
    state: str
    """raised, clear, unknown."""
    weight: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Quality:
    """All signals of one account; the score is the weights of those raised."""

    hints: tuple[Hint, ...] = field(default=())
    level: str = ""
    """"", review, high."""

    @property
    def score(self) -> int:
        """The weights of the raised signals together, of at most 100."""
        return sum(hint.weight for hint in self.hints if hint.state == "raised")

    @property
    def raised(self) -> tuple[Hint, ...]:
        """The signals that are raised."""
        return tuple(hint for hint in self.hints if hint.state == "raised")

    @property
    def summary(self) -> Message:
        """What the signals come to: never clean where one is raised or where little was read."""
        if self.level:
            return LEVELS[self.level]
        read = sum(hint.state != _UNKNOWN for hint in self.hints)
        if self.raised:
            found = len(self.raised)
            return Message("{count} of {known} signals stand out", count=found, known=read)
        if not read:
            return Message("Too little was read to say")
        if read < len(self.hints):
            every = len(self.hints)
            return Message("Nothing stands out in {known} of {all} signals", known=read, all=every)
        return Message("Nothing stands out")


LEVELS: Mapping[str, Message] = MappingProxyType(
    {
        "review": Message("Worth a closer look"),
        "high": Message("Many signals: look closely"),
    }
)

Found = tuple[str, Message]


def hints(figures: Figures, on: date) -> Quality:
    """Return every signal of an account by the rules in force on a day."""
    rules = {rule.key: rule for rule in rulefiles.read("quality") if rule.holds(on)}
    found = []
    for code, check in _CHECKS.items():
        rule = rules.get(code)
        if rule is None:
            continue
        state, reason = check(figures, rule.value)
        found.append(Hint(code, _name(rule), state, rule.value["weight"], reason))
    quality = Quality(tuple(found))
    levels = rules["levels"].value
    level = "high" if quality.score >= levels["high"] else ""
    level = level or ("review" if quality.score >= levels["review"] else "")
    return Quality(quality.hints, level)


def _name(rule: Rule) -> Named:
    return Named(rule.name, rule.name_zh)


def engagements(figures: Figures) -> int | None:
    """Return likes, comments, shares and saves of a post on average; None without likes."""
    if figures.likes is None:
        return None
    parts = (figures.likes, figures.comments, figures.shares, figures.saves)
    return sum(part or 0 for part in parts)


def rate(figures: Figures) -> Decimal | None:
    """Return engagement by followers; None where it cannot be worked out (domain 6.1)."""
    total = engagements(figures)
    return None if total is None or not figures.followers else Decimal(total) / figures.followers


def percent(share: Decimal) -> str:
    """Return a share as a percentage with two decimals at most: "3.57 %"."""
    rounded = (share * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded.normalize():f} %"


def _sum(figures: Figures) -> dict[str, Any]:
    share = rate(figures)
    return {
        "engagements": engagements(figures) or 0,
        "followers": figures.followers,
        "rate": percent(share) if share is not None else "",
    }


def _low(figures: Figures, rule: Mapping[str, Any]) -> Found:
    share = rate(figures)
    if share is None:
        return _UNKNOWN, Message("Likes and comments were not read.")
    floor = rule["floor"].get(figures.platform)
    if floor is not None and share < Decimal(floor):
        return "raised", Message(
            "{engagements} ÷ {followers} followers = {rate}; below {limit} on this platform.",
            **_sum(figures),
            limit=percent(Decimal(floor)),
        )
    return _against(figures, share, Decimal(rule["of_median"]), below=True)


def _high(figures: Figures, rule: Mapping[str, Any]) -> Found:
    share = rate(figures)
    if share is None:
        return _UNKNOWN, Message("Likes and comments were not read.")
    ceiling = rule["ceiling"].get(figures.platform)
    if ceiling is not None and share > Decimal(ceiling):
        return "raised", Message(
            "{engagements} ÷ {followers} followers = {rate}; above {limit} on this platform.",
            **_sum(figures),
            limit=percent(Decimal(ceiling)),
        )
    return _against(figures, share, Decimal(rule["of_median"]), below=False)


def _against(figures: Figures, share: Decimal, times: Decimal, *, below: bool) -> Found:
    if figures.median is None or figures.median_of is None:
        return _UNKNOWN, Message(
            "{engagements} ÷ {followers} followers = {rate}; there is nothing to compare it with.",
            **_sum(figures),
        )
    limit = figures.median * times
    raised = share < limit if below else share > limit
    values = {
        **_sum(figures),
        "median": percent(figures.median),
        "of": figures.median_of,
        "times": f"{times.normalize():f}",
        "limit": percent(limit),
    }
    return ("raised" if raised else "clear"), Message(
        "{engagements} ÷ {followers} followers = {rate}; usual {median} ({of}) × {times} = "
        "{limit}.",
        **values,
    )


def _jump(figures: Figures, rule: Mapping[str, Any]) -> Found:
    if not figures.watched:
        return _UNKNOWN, Message("There are too few readings to see sudden growth.")
    open_ones = [jump for jump in figures.jumps if not jump.explained]
    if not open_ones:
        explained = [jump for jump in figures.jumps if jump.explained]
        if explained:
            return "clear", Message(
                "{day}: {change} in a day, noted: {note}.",
                day=explained[-1].end.day,
                change=_signed(explained[-1].daily),
                note=explained[-1].explained,
            )
        return "clear", Message("No day stands out from the others.")
    worst = max(open_ones, key=lambda jump: jump.share)
    values: dict[str, Any] = {
        "day": worst.end.day,
        "change": _signed(worst.daily),
        "share": percent(worst.share),
        "limit": percent(Decimal(rule["daily"])),
    }
    if worst.deviations is not None and worst.deviations > Decimal(rule["deviations"]):
        times = f"{worst.deviations.normalize():f}"
        said = Message(
            "{day}: {change} followers in a day ({share}), {times} standard deviations from the "
            "other days.",
            **values,
            times=times,
        )
    else:
        said = Message("{day}: {change} followers in a day ({share}); more than {limit}.", **values)
    if worst.fell:
        said = Message("{finding} Followers fell again within two weeks.", finding=said)
    return "raised", said


def _signed(amount: Decimal) -> str:
    return f"{int(amount):+,}"


def _views(figures: Figures, rule: Mapping[str, Any]) -> Found:
    if figures.platform not in rule["platforms"]:
        return _UNKNOWN, Message("Not a platform of videos.")
    if figures.views is None or not figures.followers:
        return _UNKNOWN, Message("Views were not read.")
    share = Decimal(figures.views) / figures.followers
    least = Decimal(rule["least"])
    return ("raised" if share < least else "clear"), Message(
        "{views} views ÷ {followers} followers = {share}; the limit is {limit}.",
        views=figures.views,
        followers=figures.followers,
        share=percent(share),
        limit=percent(least),
    )


def _comments(figures: Figures, rule: Mapping[str, Any]) -> Found:
    if figures.comments is None or not figures.likes:
        return _UNKNOWN, Message("Likes and comments were not read.")
    share = Decimal(figures.comments) / figures.likes
    least, most = Decimal(rule["least"]), Decimal(rule["most"])
    return ("clear" if least <= share <= most else "raised"), Message(
        "{comments} comments ÷ {likes} likes = {share}; usual is {least} to {most}.",
        comments=figures.comments,
        likes=figures.likes,
        share=percent(share),
        least=percent(least),
        most=percent(most),
    )


def _generic(figures: Figures, rule: Mapping[str, Any]) -> Found:
    if figures.generic is None:
        return _UNKNOWN, Message("No sample of comments was read.")
    most = Decimal(rule["most"])
    return ("raised" if figures.generic > most else "clear"), Message(
        "{share} of the sampled comments are emoji or two words; the limit is {limit}.",
        share=percent(figures.generic),
        limit=percent(most),
    )


def _following(figures: Figures, rule: Mapping[str, Any]) -> Found:
    if figures.following is None:
        return _UNKNOWN, Message("Whom the account follows was not read.")
    if figures.followers < rule["from"]:
        return "clear", Message("Fewer than {least} followers.", least=rule["from"])
    share = Decimal(figures.following) / figures.followers
    return ("raised" if share > Decimal(rule["most"]) else "clear"), Message(
        "Follows {following}, is followed by {followers}.",
        following=figures.following,
        followers=figures.followers,
    )


def _region(figures: Figures, rule: Mapping[str, Any]) -> Found:
    markets = rule["markets"].get(figures.language[:2])
    if markets is None or not figures.region:
        return _UNKNOWN, Message("Language or audience were not read.")
    return ("clear" if figures.region in markets else "raised"), Message(
        "Posts are in {language}; most followers are in {region}.",
        language=figures.language,
        region=figures.region,
    )


_CHECKS: Mapping[str, Callable[[Figures, Mapping[str, Any]], Found]] = MappingProxyType(
    {
        "F1": _low,
        "F2": _high,
        "F3": _jump,
        "F4": _views,
        "F5": _comments,
        "F6": _generic,
        "F7": _following,
        "F8": _region,
    }
)
