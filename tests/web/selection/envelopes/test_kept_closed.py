"""What is in an envelope is told nowhere: no dump, disk, report, quarantine or pair of borrowed eyes has it."""

import json
from functools import partial
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import call_command
from tests.web.selection.conftest import person
from tests.web.selection.envelopes.conftest import (
    DURING,
    UNOPENED,
    Finds,
    close,
    open_all,
    pdf,
    put,
)
from tests.web.selection.test_custody import refusal

from svetovod.web.accounts.actors import actor_of
from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.models import RoleGrant
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.documents.models import Attachment
from svetovod.web.notices.models import Notice
from svetovod.web.quarantine import services as quarantine
from svetovod.web.quarantine.models import HeldFile
from svetovod.web.secrecy.models import SecrecyMark
from svetovod.web.secrecy.selectors import mark_of, withheld
from svetovod.web.selection import sealing, services, unseen
from svetovod.web.selection.custody.envelopes import (
    file_box,
    file_close,
    file_open,
    note_of,
)
from svetovod.web.selection.models import EnvelopeFile
from svetovod.web.selection.services import envelopes as of_envelopes


def test_a_dump_shows_nothing_of_an_envelope(split, tmp_path, caplog, settings):
    """The rows, the journal, the letters, the logs and the folder of the product, and what the server's key opens."""
    row = put(split, upload=pdf(UNOPENED, "Смета Нераскрытая.pdf"))  # neither word stands anywhere else
    dump = tmp_path / "dump.json"
    call_command("dumpdata", "selection", "audit", "notices", "documents", "sessions", output=str(dump), verbosity=0)
    # what a server's own files and its log of writing hold is asked by test_wal.py, of a server of its own
    kept = (path for path in settings.VAR.rglob("*") if path.is_file() and "postgres" not in path.parts)
    files = b"".join(path.read_bytes() for path in kept)
    row.refresh_from_db()
    everything = dump.read_bytes() + caplog.text.encode() + files + sealing.ENVELOPES.unseal_bytes(row.pk, row.sealed)
    for secret in (UNOPENED, "Нераскрытая", note_of(row)["salt"], *split.codes.values()):
        assert secret.encode() not in everything
        assert json.dumps(secret).strip('"').encode() not in everything
    with pytest.raises(sealing.SealBrokenError):
        file_open(row, None)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ not a document", "attachment.type"),
        (b"", "attachment.empty"),
        (b"%PDF-" + bytes(10 << 20), "envelope.size"),
    ],
)
def test_what_no_upload_may_be_no_envelope_holds(world, content, code):
    with refusal(code):
        put(world, upload=SimpleUploadedFile("a.pdf", content))
    assert not EnvelopeFile.objects.exists()


def test_a_file_that_was_written_to_a_disk_is_a_fault_of_the_product(world):
    upload = TemporaryUploadedFile("a.pdf", "application/pdf", 5, None)
    with pytest.raises(AssertionError, match="never written"):
        put(world, upload=upload)


def test_an_upload_of_an_envelope_can_be_read_from_any_stream(world):
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n1")
    upload.seek(5)
    assert file_open(put(world, upload=upload), None).content == BytesIO(b"%PDF-1.7\n1").getvalue()


def test_of_malware_in_a_file_for_an_envelope_nothing_is_kept_that_tells_of_it(world, client, monkeypatch, settings):
    """A false alarm would else name a file in the open, with a hash by which a guess of the whole is tested."""
    settings.QUARANTINE_KEEP = True
    monkeypatch.setattr(quarantine, "the_scanner", Finds)
    check = partial(quarantine.upload_check, actor=world.actor("initiator-1"), at=DURING)
    for _time in range(2):
        assert check(upload=pdf("одно"), place="selection:envelope_put").code == "file.infected"
    noted = HeldFile.objects.get()
    assert (noted.name, noted.kept, noted.times, noted.found) == ("", False, 2, "Eicar-Test")
    assert check(upload=pdf("другое"), place="selection:apply").code == "file.infected"
    assert list(HeldFile.objects.order_by("pk").values_list("kept", flat=True)) == [False, True]
    digest = sha256(pdf("одно").read()).hexdigest()
    told = LedgerEntry.objects.filter(action="file.quarantine").order_by("index")
    assert ["sha256" in json.loads(each.body)["data"] for each in told] == [False, True]
    keeper = world.people["secretary"]
    RoleGrant.objects.create(person=keeper, role="administrator", scope="platform", scope_id="", granted_at=DURING)
    client.force_login(keeper)
    page = client.get("/quarantine/").content.decode()
    everything = page + "".join(each.body for each in told) + str(list(HeldFile.objects.values()))
    assert digest not in everything and noted.sha256 not in page and page.count("SHA-256") == 1
    everything += str(list(Notice.objects.values()))
    assert everything.count("Модель Энтерпрайз.pdf") == 2, "of the file that was not for an envelope: row and page"


def secret_of(world, holder):
    """A paper of the first project's estimate with the bytes of `pdf()`, a commercial secret of `holder`."""
    whose, cost = world.people["initiator-1"], world.projects[0].costs.first()
    paper = Attachment.objects.create(
        subject_type="projects.costrow", subject_id=str(cost.pk), sha256=sha256(pdf().read()).hexdigest(),
        name="Расчёт.pdf", content_type="application/pdf", size=1, uploaded_by=whose, uploaded_at=DURING, marked=True,
    )  # fmt: skip
    SecrecyMark.objects.create(
        attachment=paper, holder=holder.pk, holder_name=holder.name, marked_by=whose, marked_at=DURING
    )
    return paper


def test_an_opening_keeps_no_secret_back_from_those_of_the_project_who_may_have_it(world):
    """The copy at the application is read by no partner and given to no initiator: the project's own is asked about."""
    project = world.projects[0]
    partner = project.participants.get(role="co_executor").organisation
    paper = secret_of(world, partner)
    people = (
        world.initiator(project),
        actor_of(person("partner", (Role.PARTICIPANT, Scope.ORGANISATION, partner.pk))),
        world.actor("stranger"),
    )

    def kept_back():
        found = [withheld(each, project, [paper.sha256]) for each in people]
        assert [len(marks[paper.sha256]) for marks, _kept in found] == [1] * len(people)
        return [bool(kept) for _marks, kept in found]

    assert kept_back() == [False, False, True]
    put(world)
    close(world)
    open_all(world)
    assert Attachment.objects.filter(subject_type="selection.application", marked=True).count() == 1
    assert kept_back() == [False, False, True]


def test_a_secret_of_the_project_comes_out_of_the_envelope_as_one(world):
    holder = world.projects[0].initiator
    secret_of(world, holder)
    put(world)
    put(world, project=1)
    close(world)
    open_all(world)
    made = Attachment.objects.filter(subject_type="selection.application", kind="envelope")
    marked = {each.subject_id: each.marked for each in made}
    assert marked == {str(world.application().pk): True, str(world.application(1).pk): False}
    assert mark_of(made.get(marked=True)).holder == holder.pk


def test_nobody_looks_through_the_eyes_of_an_applicant_with_a_closed_envelope(world):
    applicant = world.people["initiator-1"]
    assert not unseen.closed(applicant)
    put(world)
    assert unseen.closed(applicant)
    assert not unseen.closed(world.people["initiator-2"])
    close(world)
    assert unseen.closed(applicant)
    open_all(world)
    assert not unseen.closed(applicant)


def test_open_bytes_and_keys_are_in_no_report_of_an_error(world, monkeypatch):
    """What a page of a fault shows of local variables: of every function that holds a file in the open nothing."""
    held = (
        services.envelope_put, of_envelopes._looked_at, of_envelopes._look, of_envelopes._store, file_box, file_close,
        file_open, note_of,
    )  # fmt: skip
    for function in held:
        shown = {cell.cell_contents for cell in function.__closure__ if isinstance(cell.cell_contents, tuple)}
        assert any(not names or "said" in names for names in shown), function
