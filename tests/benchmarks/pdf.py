"""One invoice PDF, tagged and archivable, against a bare page of the same library."""

import io
import tempfile
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from studio.documents.worker import build_now
from studio.services import invoices, proposals, sample
from studio.services.publish import proposal as proposal_paper
from studio.services.workspace import Workspace
from tests.benchmarks.figure import Figure, cpu, interleaved

LINES = 60


def figures(runs: int) -> list[Figure]:
    """Measure an invoice and a proposal of the demo studio, after one of each to warm up."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "demo.callboard"
        sample.build_demo(place)
        workspace = Workspace(str(place))
        try:
            key = workspace.ask(invoices.ids(invoices.InvoiceFilter(group="paid")))[0]
            invoice = workspace.ask(invoices.printed(key))
            first = workspace.ask(proposals.ids(proposals.ProposalFilter()))[0]
            offer = workspace.ask(proposal_paper(first, 0)).document
        finally:
            workspace.close()
    found = []
    for name, kind, document in (
        ("one invoice PDF, cpu", "invoice", invoice),
        ("one proposal PDF, cpu", "proposal", offer),
    ):
        build_now(kind, document)
        spent, floor = interleaved(
            lambda kind=kind, document=document: cpu(lambda: build_now(kind, document)),
            lambda: cpu(_bare),
            runs * 2,
        )
        found.append(Figure(name, spent, f"bare page of {LINES} lines, cpu", floor))
    return found


def _bare() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=1)
    for number in range(LINES):
        canvas.drawString(72, 770 - number * 12, f"Line {number}")
    canvas.showPage()
    canvas.save()
    return target.getvalue()
