"""The languages a document is written in, and texts that exist in both."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """What a document is written in; BOTH puts Chinese first and English, in grey, beside it."""

    EN = "en"
    ZH = "zh"
    BOTH = "zh+en"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in English (or any Latin-script original) and in Chinese; either may be empty."""

    en: str = ""
    zh: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is a text at all."""
        return bool(self.en.strip() or self.zh.strip())

    def first(self, language: Language) -> str:
        """Return the text in the document's first language, or the other where that is empty."""
        wanted, other = (self.en, self.zh) if language is Language.EN else (self.zh, self.en)
        return wanted if wanted.strip() else other

    def capital(self) -> "Bilingual":
        """Return the same words as the beginning of a line."""
        return Bilingual(self.en[:1].upper() + self.en[1:], self.zh)

    def second(self, language: Language) -> str:
        """Return the text that stands in grey beside the first, or nothing."""
        if language is not Language.BOTH or not self.zh.strip():
            return ""
        return "" if self.en.strip() == self.zh.strip() else self.en


NOTHING = Bilingual()


def same(text: str) -> Bilingual:
    """Return a text that reads alike in both languages, such as a name or a number."""
    return Bilingual(text, text)
