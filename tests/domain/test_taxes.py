"""The tax proposed for a client: where the company is, where the client is, and its VAT number."""

import pytest

from studio.domain.taxes import treatment_for


@pytest.mark.parametrize(("company", "status", "client", "tax_no", "treatment"), [
    ("CN", "cn_general", "CN", "91330106MA000P1L0K", "standard"),
    ("CN", "cn_small", "CN", "", "standard"),
    ("CN", "cn_general", "US", "", "zero"),
    ("GB", "uk_reg", "GB", "", "standard"),
    ("GB", "uk_reg", "FR", "FR 00 000 000 000", "reverse_charge"),
    ("GB", "uk_reg", "FR", "", "outside_scope"),
    ("GB", "uk_reg", "US", "98-0000001", "outside_scope"),
    ("DE", "eu_reg", "DE", "DE 000", "standard"),
    ("DE", "eu_reg", "FR", "FR 000", "reverse_charge"),
    ("DE", "eu_reg", "FR", "", "standard"),
    ("DE", "eu_reg", "CN", "", "outside_scope"),
    ("US", "not_registered", "US", "", "none"),
    ("HK", "not_registered", "CN", "", "none"),
    ("GB", "not_registered", "GB", "", "none"),
    ("GB", "exempt", "GB", "", "exempt"),
    ("GB", "uk_reg", "", "", "standard"),
])  # fmt: skip
def test_the_tax_proposed_for_a_client(company, status, client, tax_no, treatment):
    assert treatment_for(company, status, client, tax_no) == treatment
