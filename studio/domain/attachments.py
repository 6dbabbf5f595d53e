"""Files on records: what they are by their first bytes, and names that are safe on a disk."""

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

LIMIT = 200 * 1024 * 1024
"""The largest file that is taken in, in bytes."""

NAME_LIMIT = 255
"""The longest name that is kept, in characters."""

DISK_LIMIT = 200
"""The longest name given to a file on a disk, in bytes of UTF-8 (most disks take 255)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is: a word for it, its MIME type, and whether opening it may run something."""

    code: str
    mime: str
    risky: bool = False


UNKNOWN = Kind("file", "application/octet-stream")
TEXT = Kind("text", "text/plain")
PROGRAM = Kind("program", "application/x-executable", risky=True)
SCRIPT = Kind("script", "text/x-script", risky=True)
SHORTCUT = Kind("shortcut", "application/x-ms-shortcut", risky=True)
PAGE = Kind("web_page", "text/html", risky=True)

_MAGIC: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"%PDF-", Kind("pdf", "application/pdf")),
    (0, b"\x89PNG\r\n\x1a\n", Kind("image", "image/png")),
    (0, b"\xff\xd8\xff", Kind("image", "image/jpeg")),
    (0, b"GIF87a", Kind("image", "image/gif")),
    (0, b"GIF89a", Kind("image", "image/gif")),
    (8, b"WEBP", Kind("image", "image/webp")),
    (0, b"II*\x00", Kind("image", "image/tiff")),
    (0, b"MM\x00*", Kind("image", "image/tiff")),
    (0, b"BM", Kind("image", "image/bmp")),
    (0, b"8BPS", Kind("image", "image/vnd.adobe.photoshop")),
    (4, b"ftypheic", Kind("image", "image/heic")),
    (4, b"ftypavif", Kind("image", "image/avif")),
    (4, b"ftypM4A", Kind("audio", "audio/mp4")),
    (4, b"ftypqt", Kind("video", "video/quicktime")),
    (4, b"ftyp", Kind("video", "video/mp4")),
    (0, b"\x1aE\xdf\xa3", Kind("video", "video/x-matroska")),
    (8, b"AVI ", Kind("video", "video/x-msvideo")),
    (8, b"WAVE", Kind("audio", "audio/wav")),
    (0, b"ID3", Kind("audio", "audio/mpeg")),
    (0, b"\xff\xfb", Kind("audio", "audio/mpeg")),
    (0, b"fLaC", Kind("audio", "audio/flac")),
    (0, b"OggS", Kind("audio", "audio/ogg")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind("document", "application/x-ole-storage")),
    (0, b"{\\rtf", Kind("document", "application/rtf")),
    (0, b"7z\xbc\xaf\x27\x1c", Kind("archive", "application/x-7z-compressed")),
    (0, b"Rar!\x1a\x07", Kind("archive", "application/vnd.rar")),
    (0, b"\x1f\x8b", Kind("archive", "application/gzip")),
    (0, b"MZ", PROGRAM),
    (0, b"\x7fELF", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"\xce\xfa\xed\xfe", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),
    (0, b"#!", SCRIPT),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", SHORTCUT),
    (0, b"[InternetShortcut]", SHORTCUT),
    (0, b"[Desktop Entry]", SHORTCUT),
)
"""Where, what, and what it means; the first that fits counts."""

_ZIPPED: tuple[tuple[bytes, Kind], ...] = (
    (
        b"word/",
        Kind("document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ),
    (b"xl/", Kind("sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    (
        b"ppt/",
        Kind("slides", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ),
    (b"mimetypeapplication/vnd.oasis", Kind("document", "application/vnd.oasis.opendocument")),
    (b"classes.dex", PROGRAM),
    (b"META-INF/MANIFEST.MF", PROGRAM),
)

_RISKY_ENDINGS = frozenset((
    "appimage", "application", "apk", "app", "bat", "cmd", "com", "command", "cpl", "desktop",
    "dll", "dmg", "docm", "exe", "hta", "htm", "html", "inf", "iqy", "iso", "jar", "jnlp", "js",
    "jse", "lnk", "msc", "msi", "msp", "pif", "potm", "ppam", "ppsm", "pptm", "ps1", "psm1",
    "py", "rb", "reg", "rpm", "scf", "scr", "sh", "shtml", "slk", "svg", "sys", "url", "vb",
    "vbe", "vbs", "webloc", "wsf", "wsh", "xhtml", "xlam", "xll", "xlsb", "xlsm", "xltm",
))  # fmt: skip
"""File endings that some system runs, or that carry scripts, whatever their bytes look like."""


def kind_of(name: str, data: bytes) -> Kind:
    """Return what a file is by its bytes; risky also where only its name says so."""
    kind = _by_bytes(data)
    if not kind.risky and ending(name) in _RISKY_ENDINGS:
        return Kind(kind.code, kind.mime, risky=True)
    return kind


def ending(name: str) -> str:
    """Return the part of a name that a system goes by: after the last dot, without blanks."""
    visible = "".join(char for char in name if unicodedata.category(char) not in ("Cf", "Cc"))
    return PurePosixPath(visible.strip().rstrip(". ")).suffix.lower().removeprefix(".")


def _by_bytes(data: bytes) -> Kind:
    head = data[:1024]
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    for offset, magic, kind in _MAGIC:
        if head[offset : offset + len(magic)] == magic:
            return kind
    return _text(head, whole=len(data) <= len(head))


def _zipped(data: bytes) -> Kind:
    """Tell office files and programs from other archives by the names of what is in them."""
    ends = data[:4096] + data[-65_536:]
    for mark, kind in _ZIPPED:
        if mark in ends:
            return kind
    return Kind("archive", "application/zip")


def _text(head: bytes, *, whole: bool) -> Kind:
    for encoding in ("utf-8-sig", "utf-16"):
        if encoding == "utf-16" and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            words = head.decode(encoding, "strict" if whole else "ignore")
        except UnicodeDecodeError:
            continue
        if "\x00" in words or (not whole and b"\x00" in head and encoding != "utf-16"):
            continue
        return _marked(words)
    return UNKNOWN


def _marked(words: str) -> Kind:
    """Tell pages and drawings, which may carry scripts, from plain text."""
    start = words.lstrip().lower()
    if "<svg" in start:
        return Kind("image", "image/svg+xml", risky=True)
    if start.startswith(("<!doctype html", "<html", "<script")):
        return PAGE
    return TEXT if words else UNKNOWN


_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
)
_FORBIDDEN = frozenset('<>:"/\\|?*')


def export_name(name: str, fallback: str = "file") -> str:
    """Return a name that every system takes and that cannot leave its folder.

    Only for writing to a disk: the name itself is kept as it came. Rules: Windows' reserved
    names and characters, no separators, nothing invisible, no leading dot or dash, 200 bytes.
    """
    clean = "".join(_safe(char) for char in unicodedata.normalize("NFC", name))
    clean = clean.strip().lstrip(".-~ ").rstrip(". ")
    stem, dot, suffix = clean.rpartition(".")
    if not dot or not suffix.isalnum() or len(suffix.encode()) > 20:
        stem, suffix = clean, ""
    stem = _cut(stem.rstrip(". ") or fallback, DISK_LIMIT - len(suffix.encode()) - 1)
    if stem.split(".")[0].strip().lower() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem}.{suffix}" if suffix else stem


def _safe(char: str) -> str:
    """Replace what a system forbids; drop control, invisible and unpaired characters."""
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return ""
    return "_" if char in _FORBIDDEN else char


def _cut(text: str, limit: int) -> str:
    """Shorten a text to a number of bytes of UTF-8 without splitting a character."""
    return text.encode()[:limit].decode("utf-8", "ignore").rstrip(". ")
