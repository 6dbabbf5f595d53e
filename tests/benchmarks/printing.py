"""One invoice as a PDF."""

from io import BytesIO

import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from studio.documents import invoice
from tests.benchmarks.measuring import compare
from tests.documents import samples


def figures():
    """Return what one invoice costs, in English and in both languages."""
    pdfmetrics.registerFont(TTFont("Plain", str(_font("SourceSans3_400Regular"))))
    pdfmetrics.registerFont(TTFont("PlainHan", str(_font("NotoSansSC_400Regular"))))
    for name, document in _documents():
        lines = _lines(invoice.render(document))
        yield compare(
            f"{name}: {len(lines)} lines of text, tagged, archival",
            lambda document=document: invoice.render(document),
            lambda lines=lines: _bare(lines),
            "bare reportlab page of the same text and fonts",
            runs=15,
        )


def _documents():
    return (
        ("invoice PDF, English", samples.deposit()),
        ("payment request PDF, Chinese and English", samples.request()),
    )


def _font(stem):
    return next(path for path in resources.FONTS.rglob("*.ttf") if path.stem == stem)


def _lines(pdf):
    found = pypdfium2.PdfDocument(pdf)
    words = [page.get_textpage().get_text_range() for page in found]
    found.close()
    return [line for page in words for line in page.splitlines() if line.strip()]


def _bare(lines):
    file = BytesIO()
    canvas = Canvas(file, pageCompression=1)
    for number, line in enumerate(lines):
        canvas.setFont("Plain" if line.isascii() else "PlainHan", 9)
        canvas.drawString(40, 800 - 10 * (number % 76), line)
        if number % 76 == 75:
            canvas.showPage()
    canvas.save()
