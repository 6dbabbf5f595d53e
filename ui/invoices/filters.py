"""What narrows the list of invoices: typed text, group, day of issue, a band of the ageing."""

from collections.abc import Mapping
from typing import Any

from studio.services.invoices import InvoiceFilter
from ui.language import language, tr
from ui.listing.filters import FilterBar
from ui.listing.views import Shipped
from ui.widgets.buttons import Segment, Segments
from ui.widgets.choosing import FilterButton
from ui.widgets.picks import Choice

NARROW = 96
"""Px the search field has at least."""

LARGEST_FIRST = ("issued", "gross")
"""Orders that begin with the latest or the largest."""


class InvoiceFilters(FilterBar):
    """The toolbar over the narrow list; the groups stand in the page's header."""

    def __init__(self) -> None:
        issued = FilterButton(
            tr("Any day"),
            [
                Choice("month", tr("This month")),
                Choice("last_month", tr("Last month")),
                Choice("quarter", tr("This quarter")),
                Choice("year", tr("This year")),
            ],
        )
        issued.setToolTip(tr("When it was issued"))
        order = FilterButton(
            tr("Order"),
            [
                Choice("due", tr("Due")),
                Choice("issued", tr("Issued", "date")),
                Choice("client", tr("Client")),
                Choice("gross", tr("Amount")),
                Choice("number", tr("Number")),
            ],
        )
        groups = Segments(
            [
                Segment("all", tr("All")),
                Segment("draft", tr("Draft")),
                Segment("open", tr("Open", "state")),
                Segment("overdue", tr("Overdue")),
                Segment("paid", tr("Paid")),
            ],
            name=tr("View"),
        )
        buttons = {"issued": issued, "order": order}
        super().__init__(tr("Number, client, what for"), buttons, groups)
        self.search.setMinimumWidth(NARROW)  # beside the record it gives way to what is chosen
        if (row := self.layout()) is not None:
            row.setContentsMargins(16, 0, 12, 0)
        self.order, self.issued = order, issued
        self._band = ("", "")

    def value(self) -> InvoiceFilter:
        """Return the filter as it is set."""
        currency, band = self._band
        order = self.order.value() or ""
        return InvoiceFilter(
            text=self.text(),
            group=self.view.current(),
            band=band,
            currency=currency,
            issued=self.issued.value() or "",
            sort=order,
            descending=order in LARGEST_FIRST,
            language=language(),
        )

    def narrow(self) -> bool:
        """True where some invoices are hidden."""
        wanted = self.value()
        return InvoiceFilter(sort=wanted.sort, descending=wanted.descending) != wanted

    def set_band(self, currency: str, band: str) -> None:
        """Show what is open in a currency, in one band of its ageing or in all."""
        self.view.set_current("all")
        self._band = (currency, band)
        self.changed.emit()

    def state(self) -> dict[str, Any]:
        """Return what `restore` needs, as JSON writes it."""
        return {**super().state(), "band": list(self._band)}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Set the filter as it was, without telling; what is not named is as new."""
        currency, band = state.get("band") or ("", "")
        self._band = (str(currency), str(band))
        super().restore(state)

    def _on_view_chosen(self, key: str) -> None:
        """A group shows all currencies and bands again."""
        self._band = ("", "")
        super()._on_view_chosen(key)


def shipped() -> list[Shipped]:
    """Return the views every list of invoices has."""
    return [
        Shipped("all", tr("All invoices")),
        Shipped("overdue", tr("Overdue"), {"view": "overdue"}),
        Shipped("month", tr("Issued this month"), {"issued": "month"}),
        Shipped("drafts", tr("Drafts"), {"view": "draft"}),
    ]
