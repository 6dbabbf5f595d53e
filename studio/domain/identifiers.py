"""Countries, currencies, languages, addresses on the net, tax numbers and bank accounts."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from stdnum import bic as stdnum_bic
from stdnum import iban as stdnum_iban
from stdnum.cn import ric, uscc
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.gb import vat as gb_vat
from stdnum.us import ein

from studio.domain import typed
from studio.domain.gates import refuse
from studio.text import Message

_COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM "
    "ZW"
)
COUNTRIES = frozenset(_COUNTRIES.split())
"""ISO 3166-1 alpha-2."""

_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU = frozenset(_EU.split())
"""Member states of the European Union, 2026."""

_CURRENCIES = (
    "CNY USD EUR GBP JPY HKD TWD KRW SGD AUD CAD CHF NZD SEK NOK DKK PLN CZK HUF RON BGN ISK TRY "
    "AED SAR QAR ILS INR IDR MYR PHP THB VND MOP BRL MXN CLP COP ARS PEN ZAR EGP NGN KES MAD UAH "
    "KZT KWD BHD OMR JOD"
)
CURRENCIES = tuple(_CURRENCIES.split())
"""ISO 4217 codes that can be chosen, the usual ones first."""

LANGUAGES: Mapping[str, Message] = MappingProxyType(
    {
        "en": Message("English"),
        "zh": Message("Chinese"),
        "zh+en": Message("Chinese and English"),
    }
)
"""The languages a document can have."""

CURRENCY_OF: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(EU - {"CZ", "DK", "HU", "PL", "RO", "SE"}, "EUR"),
        **{"CN": "CNY", "GB": "GBP", "US": "USD", "HK": "HKD", "TW": "TWD", "JP": "JPY"},
        **{"KR": "KRW", "SG": "SGD", "AU": "AUD", "CA": "CAD", "CH": "CHF", "NZ": "NZD"},
        **{"CZ": "CZK", "DK": "DKK", "HU": "HUF", "PL": "PLN", "RO": "RON", "SE": "SEK"},
        **{"NO": "NOK", "AE": "AED", "MO": "MOP", "IN": "INR", "BR": "BRL", "MX": "MXN"},
    }
)
"""The currency proposed for a country."""


def country(value: object) -> str:
    """Take a country's two letters, or none."""
    if isinstance(value, str) and (value == "" or value.upper() in COUNTRIES):
        return value.upper()
    raise refuse(Message("Choose a country of the list."))


def needed_country(value: object) -> str:
    """Take a country's two letters."""
    if not value:
        raise refuse(Message("A country is needed."))
    return country(value)


def currency(value: object) -> str:
    """Take a currency's three letters."""
    if isinstance(value, str) and value.upper() in CURRENCIES:
        return value.upper()
    raise refuse(Message("Choose a currency of the list."))


def language(value: object) -> str:
    """Take a document language: en, zh or zh+en."""
    if isinstance(value, str) and value in LANGUAGES:
        return value
    raise refuse(Message("Choose a language of the list."))


def email(value: object) -> str:
    """Take an e-mail address, or none; only its shape is looked at."""
    typed_text = _line(value, 254)
    if typed_text and not re.fullmatch(r"[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+", typed_text):
        raise refuse(Message("An address such as name@example.com is needed."))
    return typed_text


def phone(value: object) -> str:
    """Take a telephone number as it is written, or none."""
    typed_text = _line(value, 40)
    if typed_text and not re.fullmatch(r"[+()\d][\d\s().+/-]*(\s?(ext|x)\.?\s?\d+)?", typed_text):
        raise refuse(Message("A telephone number has digits, blanks and + ( ) - only."))
    return typed_text


def website(value: object) -> str:
    """Take an address on the web, or none; https:// is taken off."""
    typed_text = re.sub(r"^https?://", "", _line(value, 200), flags=re.IGNORECASE).rstrip("/")
    if typed_text and not re.fullmatch(r"[^\s/@.]+(\.[^\s/@.]+)+(/\S*)?", typed_text):
        raise refuse(Message("An address such as example.com is needed."))
    return typed_text


def tax_no(value: object, country: str) -> str:
    """Take a tax number as it is written; check its digits where its kind is known.

    Known: VAT numbers of EU states and the UK that begin with the country's letters, Chinese
    unified social credit codes (GB 32100) and personal numbers, US EINs. Other numbers pass.
    """
    typed_text = _line(value, 40)
    compact = re.sub(r"[\s.-]", "", typed_text).upper()
    try:
        _check_tax_digits(compact, country)
    except InvalidChecksum as error:
        raise refuse(Message("A digit of this tax number is wrong; please compare.")) from error
    except ValidationError as error:
        raise refuse(Message("This tax number is too long, too short or mistyped.")) from error
    return typed_text


def _check_tax_digits(compact: str, country: str) -> None:
    prefix = "EL" if country == "GR" else country
    if country in EU and compact.startswith(prefix):
        eu_vat.validate(compact)
    elif country == "GB" and compact.startswith("GB"):
        gb_vat.validate(compact)
    elif country == "CN" and compact and not ric.is_valid(compact):
        uscc.validate(compact)
    elif country == "US" and compact and not compact.startswith("US"):
        ein.validate(compact)


def iban(value: object) -> str:
    """Take an IBAN, or none, in groups of four; its check digits and length must be right."""
    typed_text = re.sub(r"[\s-]", "", _line(value, 60)).upper()
    if not typed_text:
        return ""
    try:
        stdnum_iban.validate(typed_text, check_country=False)
    except InvalidChecksum as error:
        raise refuse(Message("A digit of this IBAN is wrong; please compare.")) from error
    except ValidationError as error:
        raise refuse(Message("This is not an IBAN of a known country and length.")) from error
    return typed_text


def bic(value: object) -> str:
    """Take a BIC (SWIFT code) of 8 or 11 characters, or none."""
    typed_text = re.sub(r"[\s-]", "", _line(value, 20)).upper()
    if typed_text and not stdnum_bic.is_valid(typed_text):
        raise refuse(Message("A BIC has 8 or 11 letters and digits, such as DEUTDEFF."))
    return typed_text


def account_no(value: object) -> str:
    """Take an account or routing number as it is written, or none."""
    typed_text = _line(value, 40)
    if typed_text and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ./-]*", typed_text):
        raise refuse(Message("An account number has letters, digits, blanks and dashes only."))
    return typed_text


def grouped(number: str) -> str:
    """Return an IBAN in groups of four, as it is written on paper."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _line(value: object, limit: int) -> str:
    if not isinstance(value, str):
        raise refuse(Message("Text is needed."))
    return typed.text(value, limit=limit)
