"""The one gate for text: what may be kept, and which character may not and where it stands."""

import unicodedata

from studio.errors import Invalid
from studio.text import Message

LONG_TEXT = 4000
"""The longest text of several lines, in characters."""

_BIDI = frozenset({0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)})
_INVISIBLE = frozenset({0x00AD, 0x034F, 0x180E, 0x200B, 0x200C, *range(0x2060, 0x2066), 0xFEFF})
_JOINER, _BLACK_FLAG, _VARIANT = "\u200d", "\U0001f3f4", "\ufe0f"
_TAGS = range(0xE0000, 0xE0080)


def text(value: str, *, limit: int = 200, multiline: bool = False, required: bool = False) -> str:
    """Return text that may be kept: trimmed, composed (NFC), without characters that deceive.

    Refuses control characters, direction overrides, invisible and broken characters, and more
    than `limit` characters. Emoji and markup are ordinary text.
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    if len(value) <= 4 * limit + 100:
        value = unicodedata.normalize("NFC", _trimmed(value))
    if len(value) > limit:
        raise _bad(
            Message("At most {limit} characters; this has {count}.", limit=limit, count=len(value))
        )
    for at, character in enumerate(value):
        if reason := _refused(value, at, multiline=multiline):
            raise _bad(
                Message(
                    "{reason} ({code}) at position {at}. Type the text again without it.",
                    reason=reason,
                    code=f"U+{ord(character):04X}",
                    at=at + 1,
                )
            )
    if required and not value:
        raise _bad(Message("This is needed."))
    return value


def shown(value: str, limit: int = 40) -> str:
    """Return the beginning of what was typed, fit to be shown in a message."""
    cut = value.strip()[:limit]
    return "".join(one if one.isprintable() else "\ufffd" for one in cut)


def _bad(message: Message) -> Invalid:
    return Invalid({"value": message})


def _trimmed(value: str) -> str:
    """Take blanks off both ends; str.strip would also take control characters, unseen."""
    start, end = 0, len(value)
    while start < end and _blank(value[start]):
        start += 1
    while end > start and _blank(value[end - 1]):
        end -= 1
    return value[start:end]


def _blank(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) == "Zs"


def _refused(value: str, at: int, *, multiline: bool) -> Message | None:
    character = value[at]
    if " " <= character <= "~" or "\u3400" <= character <= "\u9fff":
        return None
    code, category = ord(character), unicodedata.category(character)
    if code in _BIDI:
        return Message("A hidden character that turns the direction of writing")
    if code in _INVISIBLE or (code in _TAGS and _BLACK_FLAG not in value[:at]):
        return Message("An invisible character")
    if character == _JOINER and not _joins_pictures(value, at):
        return Message("An invisible character")
    if category == "Cs" or code & 0xFFFE == 0xFFFE:
        return Message("A broken character")
    if category in ("Zl", "Zp") or (character == "\n" and not multiline):
        return Message("A line break")
    if category == "Cc" and character not in "\n\t":
        return Message("A control character")
    return None


def _joins_pictures(value: str, at: int) -> bool:
    """Say whether a joiner stands between two pictures, as in emoji of several people."""
    sides = value[:at].rstrip(_VARIANT)[-1:], value[at + 1 : at + 2]
    return all(side and unicodedata.category(side) in ("So", "Sk") for side in sides)
