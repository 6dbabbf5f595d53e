"""Commands on the studio-wide settings, its logo, and the companies' logos and stamps."""

from collections.abc import Mapping
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from sqlmodel import Session

from studio.domain.clients import check_names
from studio.domain.gates import cleaned
from studio.domain.studio import GATES
from studio.errors import Invalid
from studio.persistence.tables.studio import LegalEntity, Studio
from studio.services.operation import command, load, name_step, scope
from studio.services.studio.queries import the_studio
from studio.services.studio.rows import put
from studio.text import Message

IMAGE_LIMIT = 5 * 1024 * 1024
"""The largest logo or stamp, in bytes."""

PIXEL_LIMIT = 4000
"""The longest side of a logo or stamp, in pixels; more is never seen on paper."""

FORMATS = ("PNG", "JPEG")


@command("Change studio settings", right="studio.settings")
def change(session: Session, *, version: int, values: Mapping[str, object]) -> int:
    """Change the studio-wide settings; return the new version."""
    studio = load(session, Studio, the_studio(session).key, version)
    put(studio, cleaned(GATES, values))
    check_names(studio.name, studio.name_zh)
    session.flush()
    return studio.version


@command("Change logo", right="studio.settings")
def set_logo(session: Session, *, version: int, data: bytes) -> int:
    """Set the studio's logo from the bytes of a PNG or JPEG image; return the new version."""
    studio = load(session, Studio, the_studio(session).key, version)
    studio.logo = _kept(session, data)
    session.flush()
    return studio.version


@command("Remove logo", right="studio.settings")
def remove_logo(session: Session, *, version: int) -> int:
    """Take the studio's logo off; return the new version."""
    studio = load(session, Studio, the_studio(session).key, version)
    studio.logo = ""
    session.flush()
    return studio.version


@command("Change company logo", right="studio.settings")
def set_company_logo(session: Session, company_id: int, *, version: int, data: bytes) -> int:
    """Give a company a logo of its own; without one it uses the studio's."""
    company = load(session, LegalEntity, company_id, version)
    company.logo = _kept(session, data)
    name_step(session, Message("Change the logo of {code}", code=company.code))
    session.flush()
    return company.version


@command("Remove company logo", right="studio.settings")
def remove_company_logo(session: Session, company_id: int, *, version: int) -> int:
    """Let a company use the studio's logo."""
    company = load(session, LegalEntity, company_id, version)
    company.logo = ""
    name_step(session, Message("Remove the logo of {code}", code=company.code))
    session.flush()
    return company.version


@command("Change stamp", right="studio.settings")
def set_stamp(session: Session, company_id: int, *, version: int, data: bytes) -> int:
    """Set the stamp (chop) that a company's documents bear."""
    company = load(session, LegalEntity, company_id, version)
    company.stamp = _kept(session, data)
    name_step(session, Message("Change the stamp of {code}", code=company.code))
    session.flush()
    return company.version


@command("Remove stamp", right="studio.settings")
def remove_stamp(session: Session, company_id: int, *, version: int) -> int:
    """Take a company's stamp off."""
    company = load(session, LegalEntity, company_id, version)
    company.stamp = ""
    name_step(session, Message("Remove the stamp of {code}", code=company.code))
    session.flush()
    return company.version


def _kept(session: Session, data: bytes) -> str:
    """Keep an image that documents can print; return its SHA-256."""
    check_image(data)
    return scope(session).files.put(session, data)


def check_image(data: bytes) -> None:
    """Refuse what is no PNG or JPEG image, is damaged, or is too large; raise Invalid."""
    if len(data) > IMAGE_LIMIT:
        raise _bad(Message("The image is larger than 5 MB. Save it smaller and try again."))
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
            if max(width, height) > PIXEL_LIMIT:
                raise _bad(
                    Message(
                        "The image is {width} x {height} pixels; at most {limit} a side.",
                        width=width,
                        height=height,
                        limit=PIXEL_LIMIT,
                    )
                )
            image.load()
    except Image.DecompressionBombError as error:
        raise _bad(Message("The image has too many pixels.")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        # Pillow says SyntaxError for a broken PNG chunk.
        raise _bad(Message("This is no PNG or JPEG image, or it is damaged.")) from error


def _bad(reason: Message) -> Invalid:
    return Invalid({"image": reason})
