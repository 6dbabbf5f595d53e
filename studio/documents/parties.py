"""Who a document is from and to, as it prints: copied into the document, never looked up."""

from dataclasses import dataclass
from enum import StrEnum

from studio.documents.language import NOTHING, Bilingual


class IdentifierKind(StrEnum):
    """What a registration number is; NOTE prints the value alone."""

    VAT = "vat"
    COMPANY = "company"
    USCC = "uscc"
    EIN = "ein"
    TAX = "tax"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A tax or company number of a party."""

    kind: IdentifierKind
    value: Bilingual


@dataclass(frozen=True, slots=True)
class Party:
    """The issuer or the client: legal name, address lines and registration numbers."""

    name: Bilingual
    attention: Bilingual = NOTHING
    address: tuple[Bilingual, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    contact: Bilingual = NOTHING


@dataclass(frozen=True, slots=True)
class Brand:
    """The face of the studio: trade name, a line under it, accent colour (#RRGGBB) and logo."""

    name: Bilingual
    line: Bilingual = NOTHING
    accent: str = "#00616F"
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Where to pay; every empty part is left out."""

    holder: Bilingual = NOTHING
    bank: Bilingual = NOTHING
    iban: str = ""
    bic: str = ""
    number: str = ""
    sort_code: str = ""
    routing: str = ""
    note: Bilingual = NOTHING


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a document, with role and e-mail where they are known."""

    name: Bilingual
    role: Bilingual = NOTHING
    email: str = ""
    note: Bilingual = NOTHING
