"""The archive of all papers: whole, checkable, the same bytes for a kept version, and only for whom it is."""

import hashlib
import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.utils.translation import override
from tests import signature_files

from svetovod.web.accounts.models import RoleGrant
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.selectors import attachment_get
from svetovod.web.projects import services
from svetovod.web.projects.models import ProjectBundle
from svetovod.web.projects.outputs import catalogue, work
from svetovod.web.projects.selectors import files_checked
from svetovod.web.signatures.seam import Beside, paper_of
from svetovod.web.signatures.services import signature_add, signature_withdraw

PDF = b"%PDF-1.4\n1 0 obj\n"


@pytest.fixture(autouse=True)
def few(monkeypatch, settings, tmp_path):
    """Three papers stand for all: what every paper says is tested beside."""
    settings.MEDIA_ROOT = tmp_path
    whole = catalogue.keys
    monkeypatch.setattr(catalogue, "keys", lambda source, actor: [*whole(source, actor)[2:5], "estimate"])


@pytest.fixture
def version(scene, project, helpers):
    upload = SimpleUploadedFile("Договор: 1.pdf", PDF)
    services.cost_attach(actor=scene.initiator, cost=project.costs.first(), upload=upload, at=helpers.AT)
    return services.version_freeze(actor=scene.initiator, project=project, purpose="application", at=helpers.AT)


def ordered(scene, project, version, at, who="initiator"):
    bundle = services.bundle_order(actor=getattr(scene, who), project=project, version=version, at=at)
    work.run(bundle.pk, at=at)
    bundle.refresh_from_db()
    return bundle


def opened(bundle):
    file = Attachment.objects.get(subject_type="projects.projectbundle", subject_id=str(bundle.pk))
    return zipfile.ZipFile(io.BytesIO(file.path.read_bytes()))


def test_the_archive_has_everything_and_its_hashes(scene, project, version, helpers):
    bundle = ordered(scene, project, version, helpers.AT)
    assert (bundle.state, bundle.done, bundle.total) == ("made", 6, 6)
    archive = opened(bundle)
    names = archive.namelist()
    assert archive.testzip() is None and len(names) == len(set(names))
    assert {name.rsplit(".", 1)[-1] for name in names} == {"pdf", "docx", "xlsx", "json", "SHA256SUMS"}
    lines = archive.read("SHA256SUMS").decode().splitlines()
    named = dict(reversed(line.split("  ", 1)) for line in lines)
    assert named == {n: hashlib.sha256(archive.read(n)).hexdigest() for n in names if n != "SHA256SUMS"}
    assert named["project.json"] == version.sha256
    (evidence,) = [name for name in names if "строка 001" in name]
    assert archive.read(evidence) == PDF and ":" not in evidence
    assert ["Гарантийное письмо", "Собственные средства; Заёмные средства"] in bundle.missing
    actions = LedgerEntry.objects.filter(action__in=["bundle.order", "bundle.make"]).values_list("action", flat=True)
    assert sorted(actions) == ["bundle.make", "bundle.order"]


def test_signatures_lie_beside_their_evidence(scene, project, version, helpers):
    """Those of this project's file: the same bytes attached elsewhere have their own. A withdrawn one stays behind."""
    file = Attachment.objects.get(subject_type="projects.costrow")
    paper = paper_of("attachment", str(file.pk))
    raws = [signature_files.signature(signature_files.issue("ec", number=n), PDF) for n in (1, 2)]
    rows = [
        signature_add(actor=scene.initiator, paper=paper, upload=SimpleUploadedFile("a.sig", raw), at=helpers.AT)
        for raw in raws
    ]
    both = opened(ordered(scene, project, version, helpers.AT))
    (name,) = [each for each in both.namelist() if each.endswith("1.pdf") and "строка 001" in each]
    assert [both.read(f"{name}{end}") for end in (".sig", ".2.sig")] == raws
    assert f"  {name}.sig\n" in both.read("SHA256SUMS").decode()
    signature_withdraw(actor=scene.initiator, beside=Beside(rows[0], paper), why="Не тот ключ", at=helpers.AT)
    left = opened(ordered(scene, project, version, helpers.AT, who="manager"))
    assert [left.read(each) for each in left.namelist() if each.endswith(".sig")] == raws[1:]


def test_the_inventory_numbers_the_pages_of_the_papers(scene, project, version, helpers):
    from docx import Document

    archive = opened(ordered(scene, project, version, helpers.AT))
    table = Document(io.BytesIO(archive.read("Опись.docx"))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    counts = [
        len(re.findall(rb"/Type\s*/Page\b", archive.read(row[2]))) for row in rows if row[2].endswith("pdf") and row[3]
    ]
    assert [row[3] for row in rows] == [*map(str, counts), "", ""]
    assert rows[0][4].startswith("1") and rows[1][4].startswith(str(counts[0] + 1))


def test_a_kept_version_is_the_same_archive_and_a_draft_is_not(scene, project, version, helpers):
    from datetime import timedelta

    first = ordered(scene, project, version, helpers.AT)
    services.cost_edit(actor=scene.initiator, cost=project.costs.last(), fields={"evidence": "№ 7"}, at=helpers.AT)
    later = helpers.AT + timedelta(hours=1)
    again = ordered(scene, project, version, later, who="manager")
    assert (again.pk != first.pk, again.sha256) == (True, first.sha256)
    assert ordered(scene, project, None, later).sha256 != first.sha256


def test_ordering_twice_is_one_job(scene, project, helpers):
    made = [
        services.bundle_order(actor=scene.initiator, project=project, version=None, at=helpers.AT) for _ in range(2)
    ]
    assert made[0] == made[1]
    with connection.cursor() as cursor:
        cursor.execute("select args from procrastinate_jobs where task_name = 'projects.bundle_work'")
        assert [row[0] for row in cursor.fetchall()] == [f'{{"bundle_id": {made[0].pk}}}']
    assert work.unfinished() == [made[0].pk]
    work.run(made[0].pk, at=helpers.AT)
    work.run(made[0].pk, at=helpers.AT)
    assert Attachment.objects.filter(subject_type="projects.projectbundle").count() == 1 and work.unfinished() == []


@pytest.mark.parametrize(
    ("fault", "said", "shown"),
    [
        ("missing", "файл отсутствует", "файл утрачен"),
        ("changed", "файл изменён", "не тот"),
        ("unscanned", "файл ещё не проверен на вредоносный код", "ещё не проверен на вредоносный код"),
    ],
)
def test_a_file_that_is_gone_is_said(scene, project, version, helpers, fault, said, shown):
    file = Attachment.objects.get(subject_type="projects.costrow")
    if fault == "changed":
        file.path.write_bytes(b"something else")
    else:
        file.path.rename(file.waiting_path if fault == "unscanned" else file.path.with_name("elsewhere"))
    bundle = ordered(scene, project, version, helpers.AT)
    assert bundle.missing[-1][1] == said
    with override("ru"):
        assert shown in render_to_string("projects/_files.html", {"files": files_checked(dict(version.content))})
    assert not [name for name in opened(bundle).namelist() if "строка" in name]


def test_it_is_for_the_team_and_made_with_the_rights_of_now(scene, presented, helpers):
    with pytest.raises(Denied):
        services.bundle_order(actor=scene.expert, project=presented, version=None, at=helpers.AT)
    bundle = services.bundle_order(actor=scene.partner, project=presented, version=None, at=helpers.AT)
    RoleGrant.objects.filter(person=scene.people["partner"]).delete()
    work.run(bundle.pk, at=helpers.AT)
    bundle.refresh_from_db()
    assert bundle.state == "failed" and not Attachment.objects.exists()
    made = ordered(scene, presented, None, helpers.AT)
    file = Attachment.objects.get(subject_id=str(made.pk))
    assert attachment_get(scene.manager, file.pk) == file
    with pytest.raises((Denied, Hidden)):
        attachment_get(scene.expert, file.pk)


def test_the_page_orders_and_says_how_far_it_is(scene, presented, signed, helpers):
    client = signed(scene.people["initiator"])
    url = f"/projects/{presented.code}/outputs/"
    assert "Make the archive" in client.get(url).content.decode()
    answer = client.post(f"{url}bundle/", {"version": "1"})
    assert answer["Location"] == f"{url}?version=1#bundle".replace("П", "%D0%9F")
    assert "waits for its turn" in client.get(f"{url}?version=1").content.decode()
    bundle = ProjectBundle.objects.get()
    ProjectBundle.objects.update(done=2, total=9)
    assert "files made: 2 of 9" in client.get(f"{url}?version=1").content.decode()
    work.run(bundle.pk, at=helpers.AT)
    page = client.get(f"{url}?version=1").content.decode()
    bundle.refresh_from_db()
    (link,) = set(re.findall(r'href="(/files/[^"]+)"', page))
    got = client.get(link)
    assert hashlib.sha256(b"".join(got.streaming_content)).hexdigest() == bundle.sha256 and bundle.sha256 in page
    assert client.post(f"{url}bundle/", {"version": "77"}).status_code == 404
