"""What each kind of invoice is called."""

from studio.documents import words
from studio.documents.fonts import one_line
from studio.documents.frame import Pieces, Voice
from studio.documents.invoice.document import InvoiceDocument, InvoiceKind
from studio.documents.language import Bilingual
from studio.documents.paper import Mark
from studio.documents.wrapping import Piece, Style

_INVOICE = Bilingual("Invoice", "账单")
_TITLES = {
    InvoiceKind.DEPOSIT: Bilingual("Deposit invoice", "预付款账单"),
    InvoiceKind.PROGRESS: Bilingual("Progress invoice", "进度款账单"),
    InvoiceKind.FINAL: Bilingual("Final invoice", "尾款账单"),
    InvoiceKind.PRO_FORMA: Bilingual("Pro forma invoice", "形式账单"),
    InvoiceKind.CREDIT_NOTE: Bilingual("Credit note", "贷项通知单"),
}
_NEVER_A_REQUEST = (InvoiceKind.PRO_FORMA, InvoiceKind.CREDIT_NOTE)


def title(document: InvoiceDocument) -> Bilingual:
    """Return the first words of the document."""
    if document.fapiao is not None and document.kind not in _NEVER_A_REQUEST:
        return words.PAYMENT_REQUEST
    return _TITLES.get(document.kind, _INVOICE)


def subtitle(document: InvoiceDocument, voice: Voice, style: Style) -> Pieces:
    """Return the line under the title: the title in the second language."""
    second = one_line(title(document).second(voice.language))
    return (Piece(second, style, "en"),) if second else ()


def number(document: InvoiceDocument) -> Bilingual:
    """Return the number, or the words for not having one yet."""
    return Bilingual(document.number, document.number) if document.number else words.DRAFT


def mark(document: InvoiceDocument) -> Mark:
    """Return the mark under the text: a document without a number is always a draft."""
    return document.mark if document.number or document.mark is not Mark.NONE else Mark.DRAFT
