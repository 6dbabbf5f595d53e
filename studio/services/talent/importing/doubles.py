"""Who of a table may be on the roster already: by name, sound, phone, mail or WeChat."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.names import name_keys
from studio.domain.talent.duplicates import Face, mail_key, phone_key
from studio.domain.talent.importing import Line
from studio.persistence.tables.talent import Talent
from studio.services.matching import columns
from studio.services.talent.importing.book import folded


def faces(session: Session) -> dict[str, str]:
    """Return what everybody on the roster is recognised by -> their name."""
    found: dict[str, str] = {}
    names = ("name", "name_zh", "name_keys", "phone", "mail", "wechat")
    for name, name_zh, keys, phone, mail, wechat in session.execute(
        select(*columns(Talent, *names)).where(col(Talent.archived).is_(False))
    ):
        face = Face(0, (name, name_zh), tuple(keys), phone, mail, wechat)
        for key in marks(face):
            found[key] = name or name_zh
    return found


def marks(face: Face) -> set[str]:
    """Return what somebody is recognised by."""
    marks = {key for key in face.keys if len(key) > 4}
    marks |= {folded(name) for name in face.names if len(name) > 1}
    marks |= {mail_key(value) for value in (face.mail, face.wechat) if value}
    return marks | ({phone_key(face.phone)} - {""})


def looks_like(line: Line, faces: Mapping[str, str]) -> str | None:
    """Return the name of who is on the roster and may be meant by a row."""
    words = line.words
    names = tuple(str(words.get(name) or "") for name in ("name", "name_zh"))
    face = Face(
        0,
        tuple(name for name in names if name),
        tuple(name_keys(*names)),
        str(words.get("phone") or ""),
        str(words.get("mail") or ""),
        str(words.get("wechat") or ""),
    )
    return next((faces[key] for key in sorted(marks(face)) if key in faces), None)
