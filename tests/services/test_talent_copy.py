"""A copy of everything kept of a person: to read, for machines, with the files; and the record."""

import io
import json
import zipfile

import pytest

from studio.documents.factsheet import render
from studio.domain.talent import personal as rules
from studio.errors import Invalid
from studio.persistence.secrets import MemoryKeys, Vault
from studio.persistence.tables.agreements import Contract, Release
from studio.persistence.tables.proposals import ProposalLine
from studio.services import attachments, incubation, talent
from studio.services.talent import personal, rates
from tests import builders
from tests.builders import TODAY
from tests.documents import reading
from tests.services.personal import CANARY, keep, papers

PLAIN = {
    "name": "Shen Yifan", "name_zh": "沈一帆", "phone": "13912345678", "mail": "shen@example.org",
    "wechat": "shenyf", "bio": "Rides bikes", "bio_zh": "骑车", "brand_safety": "No alcohol",
    "note": "Found at the fair", "country": "CN",
}  # fmt: skip


@pytest.fixture
def shen(workspace):
    """Somebody of whom everything is known."""
    workspace.vault = Vault(MemoryKeys())
    key = workspace.run(talent.create(PLAIN)).value
    one = workspace.run(talent.add_account(key, {"platform": "douyin", "handle": "shenyifan"}))
    workspace.run(talent.read(one.value, {"followers": 52_300}))
    price = {"title": "clip", "price": 450_000}
    workspace.run(rates.add_card(key, {"currency": "CNY", "first_on": TODAY}, [price]))
    workspace.run(incubation.begin(key))
    workspace.run(personal.agree(key, {"purpose": "sensitive", "by": ""}))
    workspace.run(attachments.attach("talent", key, "../../etc/passwd", b"a scan"))
    builders.add(workspace, Contract(talent_id=key, state="signed", start_on=TODAY))
    builders.add(workspace, Release(talent_id=key, scope="paid use", signed_on=TODAY))
    sealed = {field: f"{field} {CANARY}" for field in rules.FIELDS} | {"birth_date": "1999-05-01"}
    keep(workspace, key, **sealed)
    return key


def export(workspace, key, form, **more):
    return workspace.run(personal.export(key, form, **more)).value


def test_every_field_that_is_kept_is_in_every_copy(workspace, shen):
    sealed = {field: f"{field} {CANARY}" for field in rules.FIELDS} | {"birth_date": "1999-05-01"}
    found = json.loads(export(workspace, shen, "json").data)
    assert found["personal_data"] == sealed
    assert {found["person"][name] for name in rules.PLAIN} == {PLAIN[name] for name in rules.PLAIN}
    assert found["follower_snapshot"][0]["followers"] == 52_300
    assert found["personal_consent"][0]["purpose"] == "sensitive"
    for language in ("en", "zh", "zh+en"):
        paper = export(workspace, shen, "pdf", language=language)
        said = reading.words(paper.data)
        wanted = [*sealed.values(), "shenyifan", "52,300", "4,500.00", "paid use", "passwd"]
        wanted += [PLAIN[name] for name in rules.PLAIN if not name.endswith("_zh")]
        assert not [word for word in wanted if reading.flat(word) not in said], language
        assert ("谁看过" in said) == ("zh" in language)
    assert papers(workspace, shen).seen[0].what == "export"


def test_the_whole_copy_has_the_files_under_names_that_stay_in_their_folder(workspace, shen):
    whole = export(workspace, shen, "zip")
    assert whole.name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(whole.data)) as bundle:
        names = bundle.namelist()
        assert [name.rpartition(".")[2] for name in names[:2]] == ["pdf", "json"]
        assert bundle.read(names[2]) == b"a scan"
        assert names[2].startswith("files/01_")
        assert names[2].count("/") == 1
    with pytest.raises(Invalid):
        export(workspace, shen, "docx")


def test_what_the_house_reckons_stays_in_the_house(workspace, shen):
    client = builders.make_client(workspace, 1)
    proposal = builders.make_proposal(workspace, client, 1)
    line = {"proposal_id": proposal, "version_id": 1, "position": 9, "title": "Secret margin"}
    builders.add(workspace, ProposalLine(**line, talent_id=shen, unit_price=777, cost=333))
    found = export(workspace, shen, "json").data.decode()
    assert "Secret margin" not in found
    assert "333" not in found


def test_a_record_that_was_merged_comes_along(workspace, shen):
    other = workspace.run(talent.create({"name": "Shen Y", "note": "met twice"})).value
    workspace.run(talent.merge(shen, other, version=1, gone_version=1))
    found = json.loads(export(workspace, shen, "json").data)
    assert [one["note"] for one in found["merged_records"]] == ["met twice"]


def test_the_record_of_processing_counts_people_and_prints(workspace, shen):
    found = {one.category: one for one in workspace.ask(personal.processing())}
    assert set(found) == {"public", "contact", "identity", "birth", "body", "calls"}
    assert (found["contact"].people, found["identity"].people, found["public"].people) == (1, 1, 0)
    assert found["identity"].sealed
    assert not found["contact"].sealed
    assert [span for span, _words in found["identity"].spans] == ["", "US", "GB", "DE", "CN"]
    sheet = workspace.ask(personal.record("zh+en"))
    said = reading.words(render(sheet.document))
    assert reading.flat("Identity, bank and tax") in said
    assert "证件、银行与税务" in said
    assert reading.flat("PIPL 28 and 29") in said
