"""The demo studio's money equals the story to the cent, on both databases."""

from studio.domain.money import Money
from studio.services import invoices
from studio.services.exchange import checking


def test_the_demos_invoices_are_those_of_the_story(demo_workspace):
    keys = demo_workspace.ask(invoices.ids())
    rows = demo_workspace.ask(invoices.rows(keys)).values()
    found = {row.number: (str(row.gross), row.state) for row in rows}
    assert found == {
        "": ("244404.00 CNY", "draft"),
        "PLCN-2026-0031": ("305280.00 CNY", "paid"),
        "PLCN-2026-0032": ("84800.00 CNY", "void"),
        "PLCN-2026-0033": ("84800.00 CNY", "paid"),
        "PLCN-2026-0034": ("76320.00 CNY", "paid"),
        "PLUK-2026-0009": ("18000.00 EUR", "sent"),
        "PLUK-2026-0010": ("720.00 GBP", "paid"),
        "PLUK-2026-0011": ("540.00 GBP", "paid"),
        "PLUK-2026-0012": ("14400.00 GBP", "paid"),
        "PLUK-2026-0013": ("380.00 EUR", "paid"),
        "PLUK-2026-0014": ("12800.00 EUR", "sent"),
    }


def test_the_commission_is_worked_out_of_the_gross(demo_workspace):
    draft = next(
        row.id
        for row in demo_workspace.ask(
            invoices.rows(demo_workspace.ask(invoices.ids(invoices.InvoiceFilter(group="draft"))))
        ).values()
    )
    one = demo_workspace.ask(invoices.one(draft))
    assert (one.net, one.tax) == (Money(23_056_981, "CNY"), Money(1_383_419, "CNY"))


def test_the_demo_is_healthy(demo_workspace):
    report = demo_workspace.ask(checking.check())
    assert report.problems == ()
    assert report.documents == 20
