"""What people are known for, and what a brief is about, in one line of either language."""

from collections.abc import Iterable

from studio.domain.vocabulary import niche
from studio.text import Named


def niches(words: Iterable[str]) -> Named:
    """Return several in one line; a word nobody translated stays as it is."""
    named = [niche(word) for word in words]
    return Named(", ".join(one.en for one in named), "、".join(one.chinese for one in named))
