"""Every document is archival (PDF/A-3a) and accessible (PDF/UA-1), and the gate can tell."""

import io
import re
from dataclasses import fields, is_dataclass, replace

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.documents import callsheet, invoice, proposal
from studio.documents.archive import Attachment, Facts
from studio.documents.canvas import Canvas
from studio.documents.language import Bilingual, Language
from studio.documents.paper import Mark, Paper
from studio.documents.style import BODY
from studio.documents.wrapping import Piece
from tests.documents import callsheets, proposals, reading, samples

INVOICES = (samples.deposit, samples.request, samples.final, samples.credit_note)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("sample", INVOICES, ids=lambda sample: sample.__name__)
def test_invoices_conform(sample, language, paper):
    document = replace(sample(language), paper=paper)
    assert reading.failures(invoice.render(document)) == []


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", Language)
def test_proposals_conform(language, paper):
    document = replace(proposals.proposal(language), paper=paper, client_logo=samples.chop())
    assert reading.failures(proposal.render(document)) == []


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", Language)
def test_call_sheets_conform(language, paper):
    for sample in (callsheets.sheet, callsheets.full, callsheets.long):
        assert reading.failures(callsheet.render(replace(sample(language), paper=paper))) == []


@pytest.mark.parametrize("mark", [Mark.DRAFT, Mark.VOID, Mark.SUPERSEDED])
def test_marks_conform(mark):
    document = replace(samples.long_invoice(60), mark=mark)
    assert reading.failures(invoice.render(document)) == []


@pytest.mark.parametrize("count", [4, 6])
def test_many_options_conform(count):
    assert reading.failures(proposal.render(proposals.many_options(count))) == []


def test_attachments_and_links_conform():
    facts = Facts("Title", "Author", "Subject", "en", samples.STAMPED)
    canvas = Canvas(facts, Paper.A4.size)
    canvas.start_page()
    with canvas.element("P"):
        canvas.begin("Link")
        canvas.text(56, 700, Piece("zhou@paperlantern.example", BODY))
        place = (56, 697, 180, 710)
        canvas.link("mailto:zhou@paperlantern.example", "Write to Zhou", place)
        canvas.end()
    canvas.attach(Attachment("data.xml", b"<a/>", "text/xml", "Data", "The same in figures"))
    data = canvas.finish()
    assert reading.failures(data) == []
    file = pikepdf.open(io.BytesIO(data))
    assert file.attachments["data.xml"].get_file().read_bytes() == b"<a/>"


def retyped(value, words):
    """Return a document in which every text is another one."""
    if isinstance(value, Bilingual):
        return Bilingual(words(), words())
    if isinstance(value, tuple):
        return tuple(retyped(part, words) for part in value)
    if is_dataclass(value):
        kept = {}
        for item in fields(value):
            old = getattr(value, item.name)
            if item.name in {"accent", "currency", "media_type"} or type(old) is not str:
                kept[item.name] = retyped(old, words)
            else:
                kept[item.name] = words()
        return replace(value, **kept) if type(value).__name__ != "Money" else value
    return value


ODD = st.text(
    st.one_of(
        st.sampled_from("abc ,.-/()%&<>\"'\\\n\t"),
        st.sampled_from("短视频创作授权（），。“”；：喆堃"),
        st.sampled_from("éßŁőžğ€£¥₽→✓–—…Ωж"),
        st.sampled_from("😀🎬👩\u200d🎤🇨🇳\ufe0f"),
        st.sampled_from("\x00\x07\u200b\u202e\ufeff\ud83d"),
        st.sampled_from("العربيةहिन्दी𠮷ﬁ①㎡Ⅳきカ한"),
        st.characters(),
    ),
    max_size=90,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data(), st.sampled_from(Language))
def test_whatever_is_typed_conforms(data, language):
    texts = data.draw(st.lists(ODD, min_size=8, max_size=8))
    turn = iter(range(10_000))

    def words():
        return texts[next(turn) % len(texts)]

    printed = retyped(samples.request(language), words)
    first = invoice.render(printed)
    assert reading.failures(first) == []
    assert invoice.render(printed) == first
    assert reading.failures(proposal.render(retyped(proposals.proposal(language), words))) == []
    assert reading.failures(callsheet.render(retyped(callsheets.full(language), words))) == []


# One thing broken at a time: a gate that passes everything is noticed.


def elements(file, role):
    return [
        item
        for item in file.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == role and "/P" in item
    ]


def holding(file, key):
    return [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and key in item]


def drop_alternative_text(file):
    for element in elements(file, "/Figure"):
        del element["/Alt"]


def drop_colour_intent(file):
    del file.Root["/OutputIntents"]


def drop_marked(file):
    del file.Root["/MarkInfo"]


def drop_language(file):
    del file.Root["/Lang"]


def hide_title(file):
    file.Root["/ViewerPreferences"]["/DisplayDocTitle"] = False


def drop_scope(file):
    for element in elements(file, "/TH"):
        del element["/A"]


def drop_font_program(file):
    for item in holding(file, "/FontFile2"):
        del item["/FontFile2"]


def drop_unicode(file):
    for item in holding(file, "/ToUnicode"):
        del item["/ToUnicode"]


def untag_a_cell(file):
    page = file.pages[0]
    content = page.Contents.read_bytes()
    content = re.sub(rb"/TD <</MCID \d+>> BDC", b"", content, count=1)
    page.Contents = file.make_stream(content.replace(b"EMC", b"", 1))


def skip_a_heading(file):
    for element in elements(file, "/H2"):
        element["/S"] = pikepdf.Name("/H4")


def claim_another_part(file):
    description = file.Root.Metadata.read_bytes()
    file.Root.Metadata.write(description.replace(b"<pdfuaid:part>1", b"<pdfuaid:part>2"))


def add_a_script(file):
    file.Root["/OpenAction"] = pikepdf.Dictionary(
        S=pikepdf.Name("/JavaScript"), JS=pikepdf.String("app.alert(1)")
    )


def drop_structure(file):
    del file.Root["/StructTreeRoot"]


def draw_no_glyph(file):
    for item in holding(file, "/CIDToGIDMap"):
        glyphs = item["/CIDToGIDMap"]
        glyphs.write(bytes(len(glyphs.read_bytes())))


def change_widths(file):
    for item in holding(file, "/W"):
        item["/W"] = pikepdf.Array([1, pikepdf.Array([w + 100 for w in item["/W"][1]])])


MUTATIONS = (
    drop_alternative_text,
    drop_colour_intent,
    drop_marked,
    drop_language,
    hide_title,
    drop_scope,
    drop_font_program,
    drop_unicode,
    untag_a_cell,
    skip_a_heading,
    claim_another_part,
    add_a_script,
    drop_structure,
    draw_no_glyph,
    change_widths,
)


@pytest.fixture(scope="module")
def conforming():
    return invoice.render(samples.request(Language.BOTH))


def mutated(data, change=None):
    file = pikepdf.open(io.BytesIO(data))
    if change is not None:
        change(file)
    out = io.BytesIO()
    file.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_the_gate_passes_what_is_only_saved_again(conforming):
    assert reading.failures(mutated(conforming)) == []


@pytest.mark.parametrize("change", MUTATIONS, ids=lambda change: change.__name__)
def test_the_gate_sees_what_is_broken(conforming, change):
    assert reading.failures(mutated(conforming, change))
