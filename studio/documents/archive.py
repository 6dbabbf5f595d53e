"""What makes a PDF an archival one (PDF/A-3a, ISO 19005-3): colour, description, attachments."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from struct import pack
from xml.sax.saxutils import escape

from studio.documents.writer import Writer, moment, text_string

PROGRAM = "Callboard"

_SRGB_RED = (0.43607, 0.22249, 0.01392)
_SRGB_GREEN = (0.38515, 0.71687, 0.09708)
_SRGB_BLUE = (0.14307, 0.06061, 0.71410)
_D65 = (0.95045, 1.0, 1.08905)
_D50 = (0.9642, 1.0, 0.82491)
_CURVE_POINTS = 256


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says about itself. `when` is a UTC time taken from the record."""

    title: str
    author: str
    subject: str
    language: str
    when: datetime
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside; `relationship` is Alternative, Data, Source or Supplement."""

    name: str
    data: bytes
    media_type: str
    relationship: str
    description: str


def write_archive(writer: Writer, facts: Facts, attachments: list[Attachment]) -> dict[str, str]:
    """Write everything archival and return the entries of the catalogue."""
    when = in_utc(facts.when)
    writer.facts(
        when,
        {
            "title": facts.title,
            "author": facts.author,
            "subject": facts.subject,
            "keywords": facts.keywords,
            "creator": PROGRAM,
            "producer": PROGRAM,
        },
    )
    profile = writer.stream("Profile", "/N 3", srgb_profile())
    intent = writer.put(
        "OutputIntent",
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>",
    )
    # PDF/A wants the description readable without unpacking.
    description = writer.stream(
        "Description", "/Type/Metadata/Subtype/XML", _description(facts, when), packed=False
    )
    entries = {
        "OutputIntents": f"[{intent} 0 R]",
        "Metadata": f"{description} 0 R",
        "ViewerPreferences": "<</DisplayDocTitle true>>",
    }
    return entries | _write_attachments(writer, when, attachments)


def in_utc(when: datetime) -> datetime:
    """Return a time in UTC; one without a zone is UTC already, never the machine's zone."""
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def _write_attachments(
    writer: Writer, when: datetime, attachments: list[Attachment]
) -> dict[str, str]:
    if not attachments:
        return {}
    names, numbers = [], []
    for index, item in enumerate(sorted(attachments, key=lambda item: item.name)):
        digest = hashlib.md5(item.data, usedforsecurity=False).hexdigest()
        data = writer.stream(
            f"Attachment{index}.Data",
            f"/Type/EmbeddedFile/Subtype/{item.media_type.replace('/', '#2F')}"
            f"/Params <</ModDate({moment(when)})/Size {len(item.data)}/CheckSum<{digest}>>>",
            item.data,
        )
        name = text_string(item.name)
        number = writer.put(
            f"Attachment{index}",
            f"<</Type/Filespec/F{name}/UF{name}/Desc{text_string(item.description)}"
            f"/AFRelationship/{item.relationship}/EF <</F {data} 0 R/UF {data} 0 R>>>>",
        )
        names.append(f"{name} {number} 0 R")
        numbers.append(f"{number} 0 R")
    return {
        "AF": f"[{' '.join(numbers)}]",
        "Names": f"<</EmbeddedFiles <</Names [{' '.join(names)}]>>>>",
    }


_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def _description(facts: Facts, when: datetime) -> bytes:
    """Return the XMP packet; it repeats the document information word for word."""
    title, author, subject, keywords = (
        escape(text) for text in (facts.title, facts.author, facts.subject, facts.keywords)
    )
    moment_ = when.strftime("%Y-%m-%dT%H:%M:%S+00:00")

    def about(prefix: str, namespace: str, body: str) -> str:
        return (
            f'<rdf:Description rdf:about="" xmlns:{prefix}="{namespace}">{body}</rdf:Description>'
        )

    def in_any_language(text: str) -> str:
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt>'

    core = (
        "<dc:format>application/pdf</dc:format>"
        f"<dc:title>{in_any_language(title)}</dc:title>"
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:description>{in_any_language(subject)}</dc:description>"
        f"<dc:language><rdf:Bag><rdf:li>{facts.language}</rdf:li></rdf:Bag></dc:language>"
    )
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        + about(
            "pdfaid",
            "http://www.aiim.org/pdfa/ns/id/",
            "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        )
        + about("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", "<pdfuaid:part>1</pdfuaid:part>")
        + about("dc", "http://purl.org/dc/elements/1.1/", core)
        + about(
            "xmp",
            "http://ns.adobe.com/xap/1.0/",
            f"<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><xmp:CreateDate>{moment_}</xmp:CreateDate>"
            f"<xmp:ModifyDate>{moment_}</xmp:ModifyDate>",
        )
        + about(
            "pdf",
            "http://ns.adobe.com/pdf/1.3/",
            f"<pdf:Producer>{PROGRAM}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>",
        )
        + _UA_SCHEMA
        + '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
    return packet.encode()


@cache
def srgb_profile() -> bytes:
    """Return an ICC 2.1 profile of sRGB (IEC 61966-2-1), always the same bytes.

    Built from the published constants, so no profile of somebody else's is shipped.
    """
    levels = (_linear(step / (_CURVE_POINTS - 1)) for step in range(_CURVE_POINTS))
    curve = pack(f">4sII{_CURVE_POINTS}H", b"curv", 0, _CURVE_POINTS, *levels)
    name = b"sRGB IEC61966-2.1\0"
    parts = [
        (b"desc", pack(">4sII", b"desc", 0, len(name)) + name + bytes(78)),
        (b"cprt", b"text" + bytes(4) + b"No copyright, use freely\0"),
        (b"wtpt", _place(_D65)),
        (b"rXYZ", _place(_SRGB_RED)),
        (b"gXYZ", _place(_SRGB_GREEN)),
        (b"bXYZ", _place(_SRGB_BLUE)),
        (b"rTRC", curve),
    ]
    start = 128 + 4 + 12 * (len(parts) + 2)
    table, body = pack(">I", len(parts) + 2), b""
    for tag, data in parts:
        body += bytes(-len(body) % 4)
        entry = pack(">II", start + len(body), len(data))
        table += tag + entry
        body += data
    table += b"gTRC" + entry + b"bTRC" + entry  # one curve serves all three colours
    body += bytes(-len(body) % 4)
    head = pack(
        ">I4xI4s4s4s6H4s28x",
        start + len(body),
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
    )
    return head + b"".join(map(_fixed, _D50)) + bytes(48) + table + body


def _linear(level: float) -> int:
    light = level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
    return round(light * 65535)


def _fixed(value: float) -> bytes:
    return pack(">i", round(value * 65536))


def _place(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, values))
