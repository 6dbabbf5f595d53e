"""Builds the bytes of a document where it is called: for the command line, tests and issuing.

The window replaces this by the press, a worker process, so that it never waits for a PDF. The
drawing code is loaded with the first document, not with the services.
"""

from importlib import import_module

KINDS = ("invoice", "proposal")


def build(kind: str, document: object) -> bytes:
    """Return the PDF of an "invoice" or "proposal" document."""
    if kind not in KINDS:
        raise ValueError(f"no document of kind {kind}")
    made: bytes = import_module(f"studio.documents.{kind}").render(document)
    return made
