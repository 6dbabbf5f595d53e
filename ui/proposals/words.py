"""Words that several parts of the proposals page say."""

from datetime import date

from studio.domain import platforms, rulefiles
from studio.domain import proposals as rules
from studio.domain.names import pick
from studio.domain.talent import tiers
from studio.services.proposals import LineRow, Proposal, Version
from ui.language import dated, language, text, tr
from ui.theme.fonts import text_width
from ui.widgets.marks import ChipMark
from ui.widgets.picks import Choice


def version_words(version: Version) -> str:
    """Return "Version 3, draft"."""
    state = text(rules.STATES.label(version.shown))
    return tr("Version {no}, {state}").format(no=version.no, state=state.lower())


def state_mark(state: str) -> ChipMark:
    """Return the chip of a state as shown."""
    return ChipMark(rules.STATES.role(state), text(rules.STATES.label(state)))


def title_of(proposal: Proposal) -> str:
    """Return the title in the window's language."""
    return pick(proposal.title, proposal.title_zh, language())


def client_of(proposal: Proposal) -> str:
    """Return the client's name in the window's language."""
    return pick(proposal.client, proposal.client_zh, language())


def date_width() -> int:
    """Return how wide a field must be to show any day whole."""
    return int(text_width(dated(date(2026, 11, 30)), "body")) + 50


def line_title(line: LineRow) -> str:
    """Return what a row of the price table says, in the window's language."""
    return pick(line.title, line.title_zh, language())


def tier_words(code: str) -> str:
    """Return a tier's name; an unknown one as it is."""
    words = tiers.called(code)
    return pick(words.en, words.zh, language())


def tier_choices() -> list[Choice]:
    """Return the tiers of creators."""
    return [Choice(rule.key, tier_words(rule.key)) for rule in rulefiles.read("tiers")]


def platform_choices() -> list[Choice]:
    """Return every platform with its badge."""
    return [
        Choice(code, platforms.platform_name(code, language()), badge=one.badge)
        for code, one in platforms.PLATFORMS.items()
    ]


def format_choices(platform: str) -> list[Choice]:
    """Return the formats sold on a platform, all of them where none is chosen."""
    known = platforms.PLATFORMS.get(platform)
    formats = known.formats if known else platforms.FORMATS
    return [Choice(code, platforms.format_name(platform, code, language())) for code in formats]


def language_choices() -> list[Choice]:
    """Return the languages a document can have."""
    return [
        Choice("en", tr("English")),
        Choice("zh", tr("Chinese")),
        Choice("zh+en", tr("Chinese and English")),
    ]


def short_languages() -> list[Choice]:
    """Return the languages of a document in one word each."""
    return [
        Choice("en", tr("English")),
        Choice("zh", tr("Chinese")),
        Choice("zh+en", tr("Both", "languages"), fact=tr("Chinese and English")),
    ]
