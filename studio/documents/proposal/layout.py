"""Sets a proposal on its pages."""

from studio.documents import words
from studio.documents.archive import Facts
from studio.documents.canvas import Canvas
from studio.documents.fonts import one_line
from studio.documents.frame import Frame, Voice
from studio.documents.letterhead import draw_feet
from studio.documents.proposal.acceptance import draw_acceptance
from studio.documents.proposal.cover import draw_cover
from studio.documents.proposal.document import ProposalDocument
from studio.documents.proposal.heading import draw_page_top, number
from studio.documents.proposal.parts import draw_after_price, draw_before_price
from studio.documents.proposal.price import draw_price
from studio.documents.style import SMALL, theme


def render(document: ProposalDocument) -> bytes:
    """Return the PDF of a proposal: the same document always gives the same bytes."""
    voice = Voice(document.language)
    canvas = Canvas(_facts(document, voice), document.paper.size, bookmarks_shown=True)
    frame = Frame(canvas, theme(document.brand.accent), voice)
    canvas.start_page()
    canvas.bookmark(one_line(document.title.first(voice.language)) or "1", frame.up(0))
    draw_cover(frame, document)
    frame.page_top = lambda: draw_page_top(frame, document)
    draw_before_price(frame, document)
    draw_price(frame, document)
    draw_after_price(frame, document)
    draw_acceptance(frame, document)
    middle = document.footer or document.issuer.name
    draw_feet(
        frame,
        voice.set(number(voice, document), SMALL),
        voice.set(middle, SMALL),
        cover=True,
    )
    return canvas.finish()


def _facts(document: ProposalDocument, voice: Voice) -> Facts:
    """Return what the file says about itself."""
    language = voice.language
    title = one_line(document.title.first(language))
    kind = words.PROPOSAL.first(language)
    return Facts(
        title=" ".join(part for part in (kind, one_line(document.number), title) if part),
        author=one_line(document.issuer.name.first(language)),
        subject=one_line(document.client.name.first(language)),
        language=voice.code,
        when=document.stamped_at,
        keywords=", ".join(one_line(keyword.first(language)) for keyword in document.keywords),
    )
