"""Workbooks of many clusters at once: unpacked, compared, applied one by one, taken back."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.notices.models import Notice, OutgoingMail
from svetovod.web.registry import bridge, services
from svetovod.web.registry.bulk import applying, archive, work
from svetovod.web.registry.bulk import services as bulk
from svetovod.web.registry.models import BulkFile, BulkImport, Cluster, Membership, PendingSheet


@pytest.fixture
def region(person):
    return person("cdc@example.org", ("cdc_officer", "region", "RU-MO"))


@pytest.fixture
def officer(client, region, clock):
    client.force_login(region)
    return client


@pytest.fixture
def book(cluster):
    """book(title, dearer=100) -> the bytes of the cluster's workbook under a name, with one purchase dearer."""

    def make(title="", dearer=0, region="RU-MO"):
        content = cluster.sheets.last().content
        content["name"], content["regions"] = title or content["name"], [region]
        first = next(row for row in content["purchases"] if row["seller"])
        first["amount"] = f"{float(first['amount']) + dearer:.2f}"
        return bridge.workbook(content, "ru")

    return make


@pytest.fixture
def sent(region, at):
    """sent(("a.xlsx", bytes), ...) -> the import, read."""

    def send(*files):
        uploads = [SimpleUploadedFile(name, content) for name, content in files]
        made = bulk.bulk_upload(actor=actor_of(region), uploads=uploads, at=at)
        work.run(made.pk, at=at)
        return made

    return send


def packed(*files, method=zipfile.ZIP_DEFLATED):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in files:
            made.writestr(name, content)
    return out.getvalue()


def states(made):
    return [(file.name, file.state) for file in made.files.all()]


def one(made):
    return made.files.get()


def test_each_file_says_what_it_would_do_and_nothing_counts_yet(sent, cluster, book):
    before = cluster.sheets.count()
    made = sent(
        ("same.xlsx", bridge.workbook(cluster.sheets.first().content, "en")),
        ("new.xlsx", book("Brand new")),
        ("other.xlsx", book("Foreign", region="RU-NIZ")),
        ("bad.xlsx", b"not a workbook"),
    )
    assert states(made) == [
        ("same.xlsx", "unchanged"), ("new.xlsx", "new"), ("other.xlsx", "refused"), ("bad.xlsx", "refused"),
    ]  # fmt: skip
    assert cluster.sheets.count() == before
    assert Cluster.objects.count() == 1
    assert not BulkFile.objects.exclude(raw=None).exists()
    assert BulkFile.objects.get(name="other.xlsx").content is None


def test_a_changed_file_is_compared_like_a_single_upload(officer, sent, cluster, book):
    made = sent(("edited.xlsx", book(dearer=100)))
    file = one(made)
    assert (file.state, file.cluster, file.changes) == ("changed", cluster, 1)
    assert one(sent(("named.xlsx", book("lighting 14", dearer=100)))).cluster == cluster
    answer = officer.get(reverse("registry:bulk_file", args=[made.pk, file.pk]))
    assert answer.context["diff"].count == 1


def test_a_first_workbook_can_be_looked_into_with_the_places_it_names(officer, sent, cluster, book):
    content = bridge.read(BytesIO(book("Brand new"))).content
    content["participants"][0]["kpp"] = "525643001"
    made = sent(("new.xlsx", bridge.workbook(content, "ru")))
    listed = officer.get(reverse("registry:bulk_detail", args=[made.pk])).content.decode()
    url = reverse("registry:bulk_file", args=[made.pk, one(made).pk])
    assert url in listed
    answer = officer.get(url)
    text = answer.content.decode()
    assert answer.context["then"] is None
    assert len(answer.context["diff"].participants) == len(content["participants"])
    assert "Первый файл сведений: 12 участников" in text
    ((place, _reason),) = answer.context["named"]
    assert (place.kpp, place.makes) == ("525643001", "branch") and "525643001" in text


def test_the_chosen_are_applied_once_with_journal_and_letters(sent, region, manager, cluster, book, at):
    made = sent(("edited.xlsx", book(dearer=100)), ("new.xlsx", book("Brand new")))
    changed, new = made.files.all()
    actor = actor_of(region)
    for _twice in range(2):
        bulk.bulk_choose(
            actor=actor, bulk=made, chosen=[changed.pk, new.pk],
            managers={new.pk: (invented_inn(950), "New managing")}, at=at,
        )  # fmt: skip
        work.run(made.pk, at=at)
    assert [state for _name, state in states(made)] == ["applied", "applied"]
    assert cluster.sheets.count() == 2
    assert cluster.sheets.first().sha256 == changed.sha256
    fresh = Cluster.objects.get(slug="brand-new")
    assert (fresh.state, fresh.manager.name, fresh.is_demo, fresh.sheets.count()) == ("idea", "New managing", True, 1)
    assert Membership.objects.filter(cluster=fresh).exists()
    assert fresh.verdicts.count() == 1
    actions = list(LedgerEntry.objects.values_list("action", flat=True))
    assert [actions.count(each) for each in ("bulk.upload", "bulk.choose", "cluster.import")] == [1, 1, 3]
    assert Notice.objects.filter(person=manager).count() == 1
    assert OutgoingMail.objects.filter(person=manager).count() == 1


def test_one_that_fails_does_not_undo_the_others(sent, region, cluster, book, at, monkeypatch):
    made = sent(("a.xlsx", book("First")), ("b.xlsx", book("Second")), ("c.xlsx", book("Third")))
    inns = {file.pk: (invented_inn(960), "Managing") for file in made.files.all()}
    kept = applying.sheet_keep

    def breaks(actor, sheet, *args, **said):
        if sheet.cluster.name == "Second":
            raise RuntimeError("disk")
        return kept(actor, sheet, *args, **said)

    monkeypatch.setattr(applying, "sheet_keep", breaks)
    bulk.bulk_choose(actor=actor_of(region), bulk=made, chosen=list(inns), managers=inns, at=at)
    work.run(made.pk, at=at)
    assert [state for _name, state in states(made)] == ["applied", "failed", "applied"]
    assert not Cluster.objects.filter(name="Second").exists()
    monkeypatch.undo()
    second = made.files.get(name="b.xlsx")
    bulk.bulk_choose(actor=actor_of(region), bulk=made, chosen=[second.pk], managers=inns, at=at)
    work.run(made.pk, at=at)
    assert Cluster.objects.filter(name="Second").count() == 1


def test_a_killed_worker_is_followed_by_another(sent, region, book, at, monkeypatch):
    made = sent(("a.xlsx", book("First")), ("b.xlsx", book("Second")))
    inns = {file.pk: (invented_inn(960), "Managing") for file in made.files.all()}
    bulk.bulk_choose(actor=actor_of(region), bulk=made, chosen=list(inns), managers=inns, at=at)

    class Killed(BaseException):
        pass

    kept, calls = applying.sheet_keep, []

    def dies(actor, sheet, *args, **said):
        calls.append(sheet)
        if len(calls) == 2:
            raise Killed
        return kept(actor, sheet, *args, **said)

    monkeypatch.setattr(applying, "sheet_keep", dies)
    with pytest.raises(Killed):
        work.run(made.pk, at=at)
    monkeypatch.undo()
    assert [state for _name, state in states(made)] == ["applied", "queued"]
    assert work.unfinished() == [made.pk]
    work.run(made.pk, at=at)
    assert [state for _name, state in states(made)] == ["applied", "applied"]
    assert work.unfinished() == []
    assert Cluster.objects.filter(name__in=["First", "Second"]).count() == 2


def test_the_work_is_a_job_of_its_own(sent, book):
    made = sent(("a.xlsx", book("First")))
    with connection.cursor() as cursor:
        cursor.execute("select args from procrastinate_jobs where task_name = 'registry.bulk_work'")
        assert [row[0] for row in cursor.fetchall()] == [f'{{"bulk_id": {made.pk}}}']


def test_figures_accepted_meanwhile_are_not_overwritten(sent, region, cluster, book, actor, at):
    made = sent(("edited.xlsx", book(dearer=100)))
    me = actor("me@example.org", ("cluster_manager", "organisation", cluster.manager_id))
    services.cluster_import(actor=me, cluster=cluster, file=BytesIO(book(dearer=300)), file_name="b.xlsx", at=at)
    bulk.bulk_choose(actor=actor_of(region), bulk=made, chosen=[one(made).pk], managers={}, at=at)
    work.run(made.pk, at=at)
    assert (one(made).state, one(made).reason["code"]) == ("failed", "base")
    assert cluster.sheets.count() == 2


def test_two_files_for_one_cluster_are_refused_with_both_names(officer, sent, book):
    made = sent(
        ("one.xlsx", book(dearer=1)), ("two.xlsx", book(dearer=2)), ("n1.xlsx", book("New")), ("n2.xlsx", book("new")),
        ("good.xlsx", book("Good")),
    )  # fmt: skip
    assert [state for _name, state in states(made)] == ["refused"] * 4 + ["new"]
    text = officer.get(reverse("registry:bulk_detail", args=[made.pk])).content.decode()
    assert "того же кластера: two.xlsx" in text
    assert "того же кластера: one.xlsx" in text


def test_undo_brings_the_figures_back_and_a_new_cluster_goes(sent, region, manager, cluster, book, at):
    first = cluster.sheets.get()
    made = sent(("edited.xlsx", book(dearer=100)), ("new.xlsx", book("Brand new")))
    changed, new = made.files.all()
    actor = actor_of(region)
    managers = {new.pk: (invented_inn(950), "New managing")}
    bulk.bulk_choose(actor=actor, bulk=made, chosen=[changed.pk, new.pk], managers=managers, at=at)
    work.run(made.pk, at=at)
    for _twice in range(2):
        bulk.bulk_take_back(actor=actor, bulk=made, files=None, at=at)
        work.run(made.pk, at=at)
    assert [state for _name, state in states(made)] == ["undone", "undone"]
    assert (cluster.sheets.count(), cluster.sheets.first().sha256) == (3, first.sha256)
    assert cluster.sheets.first().restores == first
    assert not Cluster.objects.filter(slug="brand-new").exists()
    assert LedgerEntry.objects.filter(action="cluster.bulk_undo").count() == 1
    assert Notice.objects.filter(person=manager).count() == 2


def test_what_others_have_worked_on_since_is_not_undone(sent, region, cluster, book, actor, at):
    made = sent(("edited.xlsx", book(dearer=100)), ("new.xlsx", book("Brand new")))
    changed, new = made.files.all()
    managers = {new.pk: (invented_inn(950), "New managing")}
    bulk.bulk_choose(actor=actor_of(region), bulk=made, chosen=[changed.pk, new.pk], managers=managers, at=at)
    work.run(made.pk, at=at)
    me = actor("me@example.org", ("cluster_manager", "organisation", cluster.manager_id))
    services.cluster_import(actor=me, cluster=cluster, file=BytesIO(book(dearer=300)), file_name="b.xlsx", at=at)
    fresh = Cluster.objects.get(slug="brand-new")
    base = fresh.sheets.get()
    PendingSheet.objects.create(cluster=fresh, base=base, uploaded_at=at, file_name="p", sha256="0", content={})
    bulk.bulk_take_back(actor=actor_of(region), bulk=made, files=None, at=at)
    work.run(made.pk, at=at)
    assert [file.reason["code"] for file in made.files.all()] == ["newer", "in_use"]
    assert [state for _name, state in states(made)] == ["applied", "applied"]


def test_an_archive_is_unpacked_and_what_is_unsafe_in_it_is_refused(sent, book, settings):
    settings.MAX_ATTACHMENT_BYTES = 2**20
    inner = packed(("deep.xlsx", book("Deep")))
    made = sent((
        "region.zip",
        packed(
            ("folder/good.xlsx", book("Good")), ("../out.xlsx", book("Out")), ("/abs.xlsx", b"x"),
            ("inner.zip", inner), ("bomb.xlsx", b"0" * 2**21), ("__MACOSX/._good.xlsx", b"x"), ("~$good.xlsx", b"x"),
            ("letter.pdf", b"%PDF-1.4 hello"),
        ),
    ))  # fmt: skip
    found = {file.name.split(": ")[1]: (file.state, file.reason.get("code")) for file in made.files.all()}
    assert found == {
        "folder/good.xlsx": ("new", None), "../out.xlsx": ("refused", "archive.path"),
        "/abs.xlsx": ("refused", "archive.path"), "inner.zip": ("refused", "archive.nested"),
        "bomb.xlsx": ("refused", "archive.large"), "letter.pdf": ("refused", "errors"),
    }  # fmt: skip


def test_russian_names_of_a_windows_archive_are_read():
    name = "Кластер 1.xlsx"
    content = packed((name.encode("cp866").decode("cp437"), b"x"))
    # the bit that says "UTF-8" is off in such archives
    content = content.replace(name.encode("cp866").decode("cp437").encode(), name.encode("cp866"))
    entry = zipfile.ZipInfo(name.encode("cp866").decode("cp437"))
    entry.flag_bits = 0
    assert archive._name(entry) == name
    assert content


def test_too_much_at_once_is_refused_whole(region, at, book, monkeypatch):
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    many = packed(*((f"{n}.xlsx", b"x") for n in range(3)))
    for content in (many, packed()):
        with pytest.raises(Refused):
            bulk.bulk_upload(actor=actor_of(region), uploads=[SimpleUploadedFile("a.zip", content)], at=at)
    monkeypatch.setattr(archive, "MOST_FILES", 100)
    monkeypatch.setattr(archive, "MOST_BYTES", 10)
    with pytest.raises(Refused):
        bulk.bulk_upload(actor=actor_of(region), uploads=[SimpleUploadedFile(n, b"x" * 6) for n in ("a", "b")], at=at)
    assert not BulkImport.objects.exists()


def test_a_member_of_another_cluster_is_a_notice(officer, sent, cluster, book):
    made = sent(("new.xlsx", book("Brand new")))
    assert one(made).elsewhere[0][1] == cluster.name
    Cluster.objects.filter(pk=cluster.pk).update(state="idea", regions=["RU-NIZ"])
    assert one(sent(("new.xlsx", book("Brand new")))).elsewhere == []


def test_a_cluster_out_of_ones_hands_is_neither_touched_nor_told_of(sent, cluster, book):
    Cluster.objects.filter(pk=cluster.pk).update(regions=["RU-NIZ"])
    file = one(sent(("edited.xlsx", book(dearer=100))))
    assert (file.state, file.cluster) == ("new", None)


def test_a_new_cluster_needs_its_managing_organisation(officer, sent, book):
    made = sent(("new.xlsx", book("Brand new")))
    url = reverse("registry:bulk_apply", args=[made.pk])
    file = one(made).pk
    for inn, name in (("", ""), ("123", "x"), (invented_inn(950), "")):
        answer = officer.post(url, {"file": file, f"inn-{file}": inn, f"name-{file}": name})
        assert answer.status_code == 422
        assert f'value="{inn}"' in answer.content.decode()
    answer = officer.post(url, {"file": file, f"inn-{file}": invented_inn(950), f"name-{file}": "New managing"})
    assert answer.status_code == 302
    assert one(made).state == "queued"


def test_the_pages_from_upload_to_undo(officer, cluster, book, at):
    url = reverse("registry:bulk_list")
    uploads = [SimpleUploadedFile("e.xlsx", book(dearer=100)), SimpleUploadedFile("b.xlsx", b"nothing")]
    answer = officer.post(url, {"workbooks": uploads})
    made = BulkImport.objects.get()
    page = reverse("registry:bulk_detail", args=[made.pk])
    assert answer["Location"] == page
    text = officer.get(page).content.decode()
    assert "Прочитано 0 из 2" in text
    assert 'http-equiv="refresh"' in text
    assert "every 2s" in text
    work.run(made.pk, at=at)
    text = officer.get(page).content.decode()
    assert 'http-equiv="refresh"' not in text
    assert "не читается" in text
    changed = made.files.get(name="e.xlsx")
    officer.post(reverse("registry:bulk_apply", args=[made.pk]), {"file": [changed.pk, "x", "9" * 30]})
    work.run(made.pk, at=at)
    assert cluster.sheets.count() == 2
    officer.post(reverse("registry:bulk_undo", args=[made.pk]), {"undo": changed.pk})
    work.run(made.pk, at=at)
    assert made.files.get(name="e.xlsx").state == "undone"
    assert reverse("registry:bulk_detail", args=[made.pk]) in officer.get(url).content.decode()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"PK"])
def test_a_broken_file_is_refused_by_name(officer, content):
    answer = officer.post(reverse("registry:bulk_list"), {"workbooks": SimpleUploadedFile("a.zip", content)})
    assert answer.status_code in {302, 422}


def test_nothing_is_chosen_before_all_is_read(officer, book):
    officer.post(reverse("registry:bulk_list"), {"workbooks": SimpleUploadedFile("e.xlsx", book(dearer=100))})
    made = BulkImport.objects.get()
    answer = officer.post(reverse("registry:bulk_apply", args=[made.pk]), {"file": one(made).pk})
    assert (answer.status_code, one(made).state) == (422, "waiting")


def test_an_empty_form_says_what_to_choose(officer):
    answer = officer.post(reverse("registry:bulk_list"))
    assert answer.status_code == 422
    assert "XLSX" in str(answer.context["refusal"])


def test_an_import_is_its_uploaders_alone(client, clock, sent, book, person):
    made = sent(("new.xlsx", book("Brand new")))
    client.force_login(person("other@example.org", ("cdc_officer", "region", "RU-MO")))
    assert client.get(reverse("registry:bulk_detail", args=[made.pk])).status_code == 404
    assert client.post(reverse("registry:bulk_undo", args=[made.pk]), {"all": "1"}).status_code == 404


def test_who_answers_for_no_region_uploads_nothing(actor, at):
    with pytest.raises(Denied):
        bulk.bulk_upload(actor=actor("so@example.org", ("cluster_manager", "organisation", 1)), uploads=[], at=at)


def test_a_role_lost_meanwhile_stops_the_work(sent, region, cluster, book, at):
    made = sent(("edited.xlsx", book(dearer=100)))
    bulk.bulk_choose(actor=actor_of(region), bulk=made, chosen=[one(made).pk], managers={}, at=at)
    region.grants.update(revoked_at=at)
    work.run(made.pk, at=at)
    assert (one(made).state, one(made).reason["code"]) == ("failed", "denied")
    assert cluster.sheets.count() == 1


def test_a_hundred_files_ask_the_database_no_more(officer, region, cluster, at, django_assert_max_num_queries):
    made = BulkImport.objects.create(made_by=region, made_at=at)
    BulkFile.objects.bulk_create(
        BulkFile(bulk=made, place=n, name=f"{n}.xlsx", state="changed", title=f"C {n}", cluster=cluster, changes=3)
        for n in range(100)
    )
    url = reverse("registry:bulk_detail", args=[made.pk])
    officer.get(url)
    with django_assert_max_num_queries(12):
        assert officer.get(url).status_code == 200
