"""The studio's own rules: people's roles, VAT statuses, accounts, images, proposed taxes."""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from studio.domain import dates, gates, identifiers, numbering
from studio.domain.clients import TREATMENTS
from studio.errors import Invalid
from studio.text import Message

ROLES: Mapping[str, Message] = MappingProxyType(
    {
        "OWN": Message("Owner"),
        "PRD": Message("Producer"),
        "CRE": Message("Creative", "role"),
        "TAL": Message("Talent manager"),
        "FIN": Message("Finance"),
        "LEG": Message("Compliance"),
    }
)
"""The roles of people in the studio (domain 2.1)."""

VAT_STATUSES: Mapping[str, Message] = MappingProxyType(
    {
        "cn_general": Message("General taxpayer (CN)"),
        "cn_small": Message("Small-scale taxpayer (CN)"),
        "cn_natural": Message("Natural person (CN)"),
        "uk_reg": Message("VAT registered (UK)"),
        "eu_reg": Message("VAT registered (EU)"),
        "not_registered": Message("Not registered"),
        "exempt": Message("Exempt"),
    }
)

METHODS: Mapping[str, Message] = MappingProxyType(
    {
        "bank": Message("Bank transfer"),
        "alipay": Message("Alipay"),
        "wechat_pay": Message("WeChat Pay"),
        "card": Message("Card"),
        "paypal": Message("PayPal"),
        "wise": Message("Wise"),
        "platform_balance": Message("Platform balance"),
        "cash": Message("Cash"),
    }
)
"""How money can come in (domain 2.2)."""

ROUNDINGS: Mapping[str, Message] = MappingProxyType(
    {
        "document": Message("Once per document and rate"),
        "line": Message("On every line"),
    }
)

KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "brief": Message("Briefs"),
        "proposal": Message("Proposals"),
        "project": Message("Projects"),
        "deliverable": Message("Deliverables"),
        "invoice": Message("Invoices", "numbers"),
        "credit_note": Message("Credit notes"),
        "proforma": Message("Pro formas"),
    }
)
"""What is numbered."""

LOWEST_CONTRAST = 4.5
"""The least contrast of text on white that can be read (WCAG 2.2, 1.4.3)."""


def pattern(value: object) -> str:
    """Take a number pattern."""
    if not isinstance(value, str):
        raise gates.refuse(Message("Text is needed."))
    try:
        return numbering.check_pattern(value)
    except Invalid as refused:
        raise gates.refuse(next(iter(refused.fields.values()))) from refused


def fiscal_pattern(value: object) -> str:
    """Take a number pattern of fiscal documents: it names the year, because the run restarts."""
    found = pattern(value)
    if "{YYYY}" not in found and "{YY}" not in found:
        raise gates.refuse(Message("Numbers of invoices name the year: add {{YYYY}} or {{YY}}."))
    return found


def colour(value: object) -> str:
    """Take a colour as #RRGGBB."""
    typed_text = value.strip().upper() if isinstance(value, str) else ""
    if re.fullmatch(r"#?[0-9A-F]{6}", typed_text):
        return "#" + typed_text.removeprefix("#")
    raise gates.refuse(Message("A colour is written as # and six digits, such as #B83A22."))


def contrast_on_white(code: str) -> float:
    """Return the contrast of a colour on white, 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def working_days(value: object) -> str:
    """Take the ISO weekdays that are worked, in order, at least one."""
    days = sorted(set(value)) if isinstance(value, str) else []
    if not days or not set(days) <= set("1234567"):
        raise gates.refuse(Message("A week needs at least one working day."))
    return "".join(days)


def entity_code(value: object) -> str:
    """Take a company's short name: letters and digits."""
    typed_text = value.strip().upper() if isinstance(value, str) else ""
    if not re.fullmatch(r"[A-Z0-9]{1,8}", typed_text):
        raise gates.refuse(Message("A code has 1 to {limit} letters and digits.", limit=8))
    return typed_text


GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "name": gates.words(120),
        "name_zh": gates.words(120),
        "tagline": gates.words(160),
        "tagline_zh": gates.words(160),
        "language": identifiers.language,
        "currency": identifiers.currency,
        "accent": colour,
        "working_days": working_days,
        "fiscal_year_start": gates.whole(1, 12),
        "brief_pattern": pattern,
        "proposal_pattern": pattern,
        "project_pattern": pattern,
        "deliverable_pattern": pattern,
        "margin_floor": gates.share(Decimal(0), Decimal("0.95")),
        "validity_days": gates.whole(1, 365),
        "about": gates.long_words(),
        "about_zh": gates.long_words(),
        "terms": gates.long_words(),
        "terms_zh": gates.long_words(),
    }
)

PERSON_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "name": gates.words(120),
        "name_zh": gates.words(120),
        "roles": gates.choices(ROLES, required=True),
        "email": identifiers.email,
        "phone": identifiers.phone,
    }
)

COMPANY_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "code": entity_code,
        "legal_name": gates.words(200),
        "legal_name_zh": gates.words(200),
        "country": identifiers.needed_country,
        "address": gates.words(500, multiline=True),
        "address_zh": gates.words(500, multiline=True),
        "tax_no": gates.words(40),
        "reg_no": gates.words(40),
        "vat_status": gates.choice(VAT_STATUSES),
        "currency": identifiers.currency,
        "language": identifiers.language,
        "email": identifiers.email,
        "phone": identifiers.phone,
        "website": identifiers.website,
        "invoice_pattern": fiscal_pattern,
        "credit_pattern": fiscal_pattern,
        "proforma_pattern": fiscal_pattern,
        "terms_kind": gates.choice(dates.TERMS),
        "terms_days": gates.whole(0, 365),
        "rounding": gates.choice(ROUNDINGS),
        "late_clause": gates.words(600, multiline=True),
        "late_clause_zh": gates.words(600, multiline=True),
    }
)

RATE_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "name": gates.words(80),
        "name_zh": gates.words(80),
        "rate": gates.share(),
        "treatment": gates.choice(TREATMENTS),
        "note": gates.words(400),
        "note_zh": gates.words(400),
    }
)

ACCOUNT_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "currency": identifiers.currency,
        "account_name": gates.words(120),
        "account_name_zh": gates.words(120),
        "bank": gates.words(160),
        "bank_zh": gates.words(160),
        "iban": identifiers.iban,
        "account_no": identifiers.account_no,
        "bic": identifiers.bic,
        "routing_no": identifiers.account_no,
        "method": gates.choice(METHODS),
    }
)


def check_rate(rate: Decimal, treatment: str) -> None:
    """Refuse a rate that its treatment does not allow: only taxed supplies carry one."""
    if treatment != "standard" and rate:
        raise Invalid({"rate": Message("Only taxed lines carry a rate. Choose 0 % here.")})


def check_account(iban: str, account_no: str, method: str) -> None:
    """Refuse a bank account without a number to pay to."""
    if method == "bank" and not iban and not account_no:
        reason = Message("An IBAN or an account number is needed.")
        raise Invalid({"iban": reason, "account_no": reason})


def vat_status_of(country: str, registered: bool) -> str:
    """Return the VAT status proposed for a company of a country."""
    if not registered:
        return "cn_small" if country == "CN" else "not_registered"
    if country == "CN":
        return "cn_general"
    if country == "GB":
        return "uk_reg"
    return "eu_reg" if country in identifiers.EU else "not_registered"
