"""Files attached to records."""

from sqlalchemy import BigInteger
from sqlmodel import Field

from studio.persistence.base import Entity


class Attachment(Entity, table=True):
    """A file on a record; the bytes are kept once, under their SHA-256."""

    __tablename__ = "attachment"

    noun: str = Field(index=True)
    record_id: int = Field(index=True)
    name: str
    """The file's name as it came, as text only."""
    sha256: str
    size: int = Field(sa_type=BigInteger)
    mime: str = ""
    kind: str = "file"
    risky: bool = False
    """Opening it may run something."""
    role: str = ""
    """evidence, contract, brief ... or empty."""
    archived: bool = False

    def home(self) -> tuple[str, int]:
        """Belong to the record it hangs on, whatever its noun."""
        return self.noun, self.record_id
