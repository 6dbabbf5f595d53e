"""What can be chosen in the fields of a piece."""

from collections.abc import Sequence

from studio.domain import platforms as rules
from studio.domain.names import pick
from studio.services.studio import PersonRow
from studio.services.talent import TalentRow
from ui.widgets.picks import Choice


def platforms(language: str) -> list[Choice]:
    """Return where a piece can appear."""
    return [
        Choice(code, rules.platform_name(code, language), fact=platform.badge)
        for code, platform in rules.PLATFORMS.items()
    ]


def formats(platform: str, language: str) -> list[Choice]:
    """Return the formats of a platform; of all where none is chosen."""
    known = rules.PLATFORMS[platform].formats if platform in rules.PLATFORMS else rules.FORMATS
    return [Choice(code, pick(one.name, one.name_zh, language)) for code, one in known.items()]


def people(found: Sequence[PersonRow], language: str) -> list[Choice]:
    """Return who can see to a piece."""
    return [Choice(one.id, pick(one.name, one.name_zh, language)) for one in found]


def creators(found: Sequence[TalentRow], language: str) -> list[Choice]:
    """Return who can be seen in a piece."""
    return [Choice(one.id, pick(one.name, one.name_zh, language), fact=one.city) for one in found]
