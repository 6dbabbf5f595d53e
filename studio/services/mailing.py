"""Mail drafts: an .eml file with the PDF attached, which the mail program opens for sending."""

from email.message import EmailMessage
from email.policy import SMTP

from studio.domain.identifiers import email as address_gate
from studio.errors import Invalid


def draft(*, to: str, subject: str, body: str, file_name: str, pdf: bytes) -> bytes:
    """Return a draft as .eml bytes; `X-Unsent: 1` makes mail programs open it for writing.

    Header values lose line breaks, so that no typed text can add a header.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    recipient = " ".join(to.split())
    if recipient and _is_address(recipient):
        message["To"] = recipient
    message["Subject"] = " ".join(subject.split())
    message.set_content(body or "\n")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=file_name)
    return message.as_bytes()


def _is_address(value: str) -> bool:
    try:
        address_gate(value)
    except Invalid:
        return False
    return True
