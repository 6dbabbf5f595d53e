"""Invoice commands, queries and rows."""

from studio.services.invoices.credits import create_credit_note
from studio.services.invoices.drafts import change, create, discard, duplicate, new_draft
from studio.services.invoices.fapiao import note_fapiao
from studio.services.invoices.instalments import create_from_instalment, from_instalment
from studio.services.invoices.issuing import IssuePreview, issue, mark_sent, preview_issue, void
from studio.services.invoices.lines import (
    add_line,
    change_line,
    duplicate_line,
    move_line,
    remove_line,
)
from studio.services.invoices.payments import (
    PaymentProposal,
    propose_payment,
    record_payment,
    reverse_payment,
    use_credit,
)
from studio.services.invoices.queries import (
    ageing,
    counts,
    ids,
    one,
    paid_in_month,
    pdf,
    printed,
    rows,
    totals,
)
from studio.services.invoices.rows import (
    Ageing,
    Counts,
    Invoice,
    InvoiceFilter,
    InvoiceRow,
    Line,
    Paid,
    Part,
    TaxSum,
)
from studio.services.invoices.sums import recompute

__all__ = [
    "Ageing",
    "Counts",
    "Invoice",
    "InvoiceFilter",
    "InvoiceRow",
    "IssuePreview",
    "Line",
    "Paid",
    "Part",
    "PaymentProposal",
    "TaxSum",
    "add_line",
    "ageing",
    "change",
    "change_line",
    "counts",
    "create",
    "create_credit_note",
    "create_from_instalment",
    "discard",
    "duplicate",
    "duplicate_line",
    "from_instalment",
    "ids",
    "issue",
    "mark_sent",
    "move_line",
    "new_draft",
    "note_fapiao",
    "one",
    "paid_in_month",
    "pdf",
    "preview_issue",
    "printed",
    "propose_payment",
    "recompute",
    "record_payment",
    "remove_line",
    "reverse_payment",
    "rows",
    "totals",
    "use_credit",
    "void",
]
