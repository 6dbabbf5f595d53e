"""What a file is, and which name it may have on a disk."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.attachments import DISK_LIMIT, ending, export_name, kind_of


def _zip(*names):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code", "risky"),
    [
        ("a.pdf", b"%PDF-1.7", "pdf", False),
        ("a.png", b"\x89PNG\r\n\x1a\nxx", "image", False),
        ("a.jpg", b"\xff\xd8\xff\xe0", "image", False),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image", False),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42", "video", False),
        ("a.mov", b"\x00\x00\x00\x14ftypqt  ", "video", False),
        ("a.wav", b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio", False),
        ("a.docx", _zip("[Content_Types].xml", "word/document.xml"), "document", False),
        ("a.xlsx", _zip("[Content_Types].xml", "xl/workbook.xml"), "sheet", False),
        ("a.zip", _zip("holiday.txt"), "archive", False),
        ("a.apk", _zip("classes.dex"), "program", True),
        ("brief.txt", "预算 ¥60,000".encode(), "text", False),
        ("brief.txt", "预算".encode("utf-16"), "text", False),
        ("brief.md", b"x" * 5000, "text", False),
        ("data.bin", b"\x00\x01\x02\x80", "file", False),
        ("photo.jpg", b"MZ\x90\x00", "program", True),
        ("photo.jpg", b"\x7fELF\x02", "program", True),
        ("notes.txt", b"#!/bin/sh\nrm", "script", True),
        ("photo.jpg.lnk", b"L\x00\x00\x00\x01\x14\x02\x00", "shortcut", True),
        ("page.txt", b"  <!DOCTYPE html><script>", "web_page", True),
        ("logo.svg", b"<svg xmlns=''><script/></svg>", "image", True),
        ("report.pdf.scr", b"%PDF-1.7", "pdf", True),
        ("invoice.EXE ", b"%PDF-1.7", "pdf", True),
        ("invoice.exe.", b"%PDF-1.7", "pdf", True),
        ("sheet.xlsm", _zip("xl/workbook.xml"), "sheet", True),
        ("annexe\u202efdp.js", b"alert(1)", "text", True),
        ("empty", b"", "file", False),
    ],
)
def test_a_file_is_known_by_its_bytes_and_flagged_by_its_name_too(name, data, code, risky):
    kind = kind_of(name, data)
    assert (kind.code, kind.risky) == (code, risky)


@given(st.text(max_size=40), st.binary(max_size=300))
def test_no_bytes_and_no_name_can_raise(name, data):
    kind_of(name, data)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Brief 你好.pdf", "Brief 你好.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..\\..\\boot.ini", "_.._boot.ini"),
        ("/absolute.txt", "_absolute.txt"),
        ("con.txt", "_con.txt"),
        ("CON", "_CON"),
        ("con .txt", "_con.txt"),
        ("COM¹.x", "_COM¹.x"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("lpt9", "_lpt9"),
        ("a.txt.", "a.txt"),
        ("a.txt   ", "a.txt"),
        ("a:stream", "a_stream"),
        ('say "hi"?.txt', "say _hi__.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b.txt", "ab.txt"),
        ("a\nb.txt", "ab.txt"),
        ("bad\ud800.txt", "bad.txt"),
        ("-rf", "rf"),
        (".bashrc", "bashrc"),
        ("~", "file"),
        ("...", "file"),
        ("", "file"),
        ("\u200b\u200b", "file"),
        ("é" * 300 + ".pdf", "é" * 98 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 197),
        ("e\u0301.txt", "é.txt"),
    ],
)
def test_names_that_would_do_harm_become_harmless(name, safe):
    assert export_name(name) == safe


@given(st.text(max_size=300))
def test_every_name_stays_in_its_folder(name):
    safe = export_name(name)
    assert safe
    assert len(safe.encode()) <= DISK_LIMIT + 1
    assert not set(safe) & set('<>:"/\\|?*\x00')
    assert safe == safe.strip(". ")
    assert not safe.startswith(("-", "."))
    assert export_name(safe) == safe


def test_an_ending_is_what_a_system_goes_by():
    assert ending("a.PDF") == "pdf"
    assert ending("a.exe. ") == "exe"
    assert ending("a\u202e.exe\u200b") == "exe"
    assert ending("plain") == ""
