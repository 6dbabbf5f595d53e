"""Which tax a company's services bear for a client abroad or at home: a proposal, not advice."""

from studio.domain.identifiers import EU
from studio.domain.pricing import (
    EXEMPT,
    NO_TAX,
    OUTSIDE_SCOPE,
    REVERSE_CHARGE,
    STANDARD,
    ZERO,
)

_WITHOUT_TAX = frozenset({"US", "HK"})
"""Countries that levy no tax on these services."""


def treatment_for(country: str, vat_status: str, client_country: str, client_tax_no: str) -> str:
    """Return the treatment proposed for a business client (general rule, domain 5.4).

    Services to a business are taxed where it is: a client abroad accounts for the tax itself
    (with a VAT number in the Union) or the supply is outside the scope; China's exports of
    services are zero-rated. Without a VAT number in the Union the supplier's own tax is due.
    """
    if country in _WITHOUT_TAX or vat_status == "not_registered":
        return NO_TAX
    if vat_status == "exempt":
        return EXEMPT
    if not client_country or client_country == country:
        return STANDARD
    if country == "GB":
        return REVERSE_CHARGE if client_country in EU and client_tax_no else OUTSIDE_SCOPE
    if country in EU:
        if client_country not in EU:
            return OUTSIDE_SCOPE
        return REVERSE_CHARGE if client_tax_no else STANDARD
    return ZERO
