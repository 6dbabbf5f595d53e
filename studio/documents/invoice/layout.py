"""Sets an invoice, credit note or payment request on its pages."""

from studio.documents import words
from studio.documents.archive import Facts
from studio.documents.canvas import Canvas
from studio.documents.fonts import one_line
from studio.documents.frame import Frame, Voice
from studio.documents.invoice import titles
from studio.documents.invoice.billing import draw_billing
from studio.documents.invoice.document import InvoiceDocument
from studio.documents.invoice.heading import draw_heading
from studio.documents.invoice.payment import draw_payment, draw_schedule, draw_small_print
from studio.documents.invoice.request import draw_request, draw_signatures
from studio.documents.letterhead import draw_feet, draw_mark
from studio.documents.style import LABEL, SMALL, TOP, theme
from studio.documents.wrapping import Piece


def render(document: InvoiceDocument) -> bytes:
    """Return the PDF of an invoice: the same document always gives the same bytes."""
    voice = Voice(document.language)
    canvas = Canvas(_facts(document, voice), document.paper.size)
    frame = Frame(canvas, theme(document.brand.accent), voice)
    canvas.start_page()
    draw_mark(frame, titles.mark(document))
    frame.page_top = lambda: _draw_later_top(frame, document)
    draw_heading(frame, document)
    draw_billing(frame, document)
    draw_schedule(frame, document.schedule, document.totals.due.currency)
    if document.fapiao is not None:
        draw_request(frame, document, document.fapiao)
    else:
        draw_payment(frame, document)
        if document.stamp or document.prepared_by or document.approved_by:
            frame.y += 22.0
            draw_signatures(frame, document)
    draw_small_print(frame, document)
    number = voice.set(titles.number(document), SMALL, SMALL)
    draw_feet(frame, number, voice.set(document.footer, SMALL))
    return canvas.finish()


def _facts(document: InvoiceDocument, voice: Voice) -> Facts:
    """Return what the file says about itself."""
    language = voice.language
    title = one_line(titles.title(document).first(language))
    number = one_line(titles.number(document).first(language))
    issuer = one_line(document.issuer.name.first(language))
    client = one_line(document.client.name.first(language))
    return Facts(
        title=f"{title} {number}".strip(),
        author=issuer,
        subject=client,
        language=voice.code,
        when=document.stamped_at,
    )


def _draw_later_top(frame: Frame, document: InvoiceDocument) -> None:
    """Draw the head of a later page: which document goes on here."""
    draw_mark(frame, titles.mark(document))
    voice = frame.voice
    title = voice.set(titles.title(document), LABEL, LABEL)
    number = one_line(document.number or words.DRAFT.first(voice.language))
    joint = Piece(" " if title else "", LABEL)
    more = voice.set(words.CONTINUED, LABEL, LABEL)
    comma = Piece(", " if voice.code == "en" else "，", LABEL)
    with frame.canvas.decoration("Pagination"):
        brand = one_line(document.brand.name.first(voice.language))
        frame.put_line(frame.left, TOP + 11.8, (Piece(brand, LABEL),), frame.width * 0.45)
        frame.put_right(
            frame.right, TOP + 11.8, (*title, joint, Piece(number, LABEL), comma, *more)
        )
    frame.y = TOP + 32.0
