"""What can be chosen in the fields of a brief, and how its parts are called."""

from collections.abc import Mapping, Sequence

from studio.domain import briefs as rules
from studio.domain import identifiers
from studio.domain.names import pick, pinyin_initials
from studio.domain.platforms import PLATFORMS
from studio.domain.rulefiles import read
from studio.services.briefs import Named
from ui.language import language, text, tr
from ui.widgets.picks import Choice


def field_titles() -> dict[str, str]:
    """Return the fields words of the client can be put into, in the order of the form."""
    return {
        "product": tr("Brand and product"),
        "objective": tr("Objective"),
        "platforms": tr("Platforms"),
        "formats": tr("Formats and quantity"),
        "creators": tr("Creators"),
        "budget": tr("Budget"),
        "window": tr("Posting window"),
        "due": tr("Proposal due"),
        "key_message": tr("Key message"),
        "must_say": tr("Must say"),
        "must_not": tr("Must not say"),
        "keywords": tr("Keywords"),
        "samples": tr("Samples"),
        "approver": tr("Approver"),
        "audience": tr("Audience"),
        "usage": tr("Usage rights"),
        "exclusivity": tr("Exclusivity"),
        "kpis": tr("Figures to reach"),
    }


def _labels(labels: Mapping[str, object]) -> list[Choice]:
    return [Choice(code, text(words)) for code, words in labels.items()]  # type: ignore[arg-type]


def objectives() -> list[Choice]:
    """Return what a campaign can be for."""
    return _labels(rules.OBJECTIVES)


def sources() -> list[Choice]:
    """Return where a brief can come from."""
    return _labels(rules.SOURCES)


def channels() -> list[Choice]:
    """Return by which way a message can come."""
    return _labels(rules.CHANNELS)


def ai_answers() -> list[Choice]:
    """Return the answers to whether AI may be used."""
    return _labels(rules.AI_ALLOWED)


def languages() -> list[Choice]:
    """Return the languages posts can be in."""
    return _labels(identifiers.LANGUAGES)


def platforms() -> list[Choice]:
    """Return every platform with its badge."""
    spoken = language()
    return [
        Choice(
            code,
            pick(one.name, one.name_zh, spoken),
            fact=one.badge,
            initials=pinyin_initials(one.name_zh) if spoken == "zh" else "",
            badge=one.badge,
        )
        for code, one in PLATFORMS.items()
    ]


def formats(platform: str) -> list[Choice]:
    """Return the formats of a platform."""
    known = PLATFORMS.get(platform)
    if known is None:
        return []
    spoken = language()
    return [
        Choice(code, pick(one.name, one.name_zh, spoken)) for code, one in known.formats.items()
    ]


def tiers() -> list[Choice]:
    """Return the tiers of creators, the largest first."""
    spoken = language()
    return [Choice(rule.key, pick(rule.name, rule.name_zh, spoken)) for rule in read("tiers")]


def named(found: Sequence[Named]) -> list[Choice]:
    """Return records as choices."""
    spoken = language()
    return [
        Choice(
            one.id,
            pick(one.name, one.name_zh, spoken),
            fact=one.fact,
            initials=pinyin_initials(one.name_zh) if one.name_zh else "",
        )
        for one in found
    ]


def states() -> list[Choice]:
    """Return the states of a brief with their shapes."""
    return [
        Choice(code, text(state.label), status=state.role)
        for code, state in rules.STATES.states.items()
    ]


def reasons(state: str) -> list[str]:
    """Return the usual reasons for a state that needs one."""
    known = rules.LOST_REASONS if state == "lost" else rules.DECLINE_REASONS
    return [text(words) for code, words in known.items() if code != "other"]
