"""Names in two languages, initials for quick search, and file names."""

import re
import unicodedata

FILE_LIMIT = 80

ORDERED = 120
"""Characters of a name that count for its place in a list."""

_HAN_RUN = re.compile("[\u3400-\u9fff]+")

# Letters that do not come apart into a plain one and a mark.
_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
})  # fmt: skip


def pick(name: str, name_zh: str, language: str) -> str:
    """Return the name to show in a language; the other one where that is missing."""
    return (name_zh or name) if language.startswith("zh") else (name or name_zh)


def both(name: str, name_zh: str) -> str:
    """Return both names once: "Qiao Yi 乔一"."""
    return f"{name} {name_zh}" if name and name_zh and name != name_zh else name or name_zh


def initials(name: str) -> str:
    """Return one or two letters for a round badge: "LX", or the last Han character."""
    words = name.split()
    if not words:
        return "?"
    if ord(words[0][0]) >= 0x2E80:
        return words[-1][-1]
    return "".join(word[0] for word in words[:2]).upper()


def pinyin_initials(name: str) -> str:
    """Return the first letters of a Chinese name's syllables, as people type them: 诺斯 -> "ns"."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  (its dictionaries take 100 ms)

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()


def ascii_short(text: str, limit: int = 24) -> str:
    """Return letters and digits that every file system and mail program takes: Han by its sound."""
    if any(_is_han(letter) for letter in text):
        from pypinyin import lazy_pinyin  # noqa: PLC0415  (its dictionaries take 100 ms)

        text = "".join(word[:1].upper() + word[1:] for word in lazy_pinyin(text))
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = folded.encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:limit].strip("-")


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def file_name(kind: str, number: str, client: str, version: int, language: str) -> str:
    """Return TYPE_NO_client_short_vN_locale.pdf, ASCII only (domain 7.11)."""
    parts = [kind, ascii_short(number, 30) or "draft", ascii_short(client)]
    parts += [f"v{version}"] if version else []
    parts.append(language.replace("+", "-"))
    return "_".join(part for part in parts if part)[:FILE_LIMIT] + ".pdf"


def spoken(name: str) -> str:
    """Return a name's Latin letters and digits, Han by its sound: 林小满 -> "linxiaoman"."""
    if any(_is_han(letter) for letter in name):
        from pypinyin import lazy_pinyin  # noqa: PLC0415  (its dictionaries take 100 ms)

        name = " ".join(lazy_pinyin(name))
    return "".join(_words(name))


def order_key(name: str) -> str:
    """Return what names are sorted by: no case, no accents, Han by pinyin, tone and character.

    Han stands among the Latin names of its first letter, as in a telephone's list of people:
    Anna, 安宁, Bea. Compare the keys by code point.
    """
    folded = unicodedata.normalize("NFKD", name[:ORDERED].translate(_LETTERS)).casefold()
    plain = "".join(one for one in folded if unicodedata.category(one) != "Mn")
    return " ".join(re.findall(r"\w+", _HAN_RUN.sub(_sounded, plain)))


def _sounded(run: re.Match[str]) -> str:
    """Return a run of Han with each character behind its sound: a word says which sound it is."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  (its dictionaries take 100 ms)

    sounds = lazy_pinyin(run[0], style=Style.TONE3, neutral_tone_with_five=True)
    pairs = zip(sounds, run[0], strict=True)
    return f" {' '.join(sound + letter for sound, letter in pairs)} "


def name_keys(*names: str) -> list[str]:
    """Return what names are compared by: as written, by sound, by words in any order, initials.

    "Lin Xiaoman" and 林小满 share "linxiaoman"; "Xiaoman Lin" shares its sorted words.
    """
    found: dict[str, None] = {}
    for name in names:
        plain = "".join(unicodedata.normalize("NFKC", name).casefold().split())
        if not plain:
            continue
        if any(_is_han(letter) for letter in plain):
            found[plain] = None
            found[pinyin_initials(plain)] = None
        words = [] if any(_is_han(letter) for letter in plain) else _words(name)
        if len(words) > 1:
            found[" ".join(sorted(words))] = None
        if sound := spoken(name):
            found[sound] = None
    return list(found)


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return re.findall(r"[a-z0-9]+", folded.encode("ascii", "ignore").decode().lower())
