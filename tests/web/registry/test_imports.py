"""A later workbook waits until its changes are seen; any earlier one can be brought back; XLSX goes both ways."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Refused
from svetovod.web.figures.models import FiguresRequest
from svetovod.web.notices.models import OutgoingMail
from svetovod.web.registry import bridge, services, sheet_diff
from svetovod.web.registry.models import Cluster, ClusterSheet, Membership, PendingSheet, StoredVerdict


def url(name, cluster, *args):
    return reverse(f"registry:{name}", args=[cluster.slug, *args])


@pytest.fixture
def edited(cluster):
    """The cluster's workbook as XLSX with one participant gone and one purchase dearer."""

    def make(raise_by=100):
        content = ClusterSheet.objects.filter(cluster=cluster).first().content
        gone = content["participants"].pop()
        content["purchases"] = [row for row in content["purchases"] if gone["inn"] not in (row["buyer"], row["seller"])]
        first = next(row for row in content["purchases"] if row["seller"])
        first["amount"] = f"{float(first['amount']) + raise_by:.2f}"
        return SimpleUploadedFile("edited.xlsx", bridge.workbook(content, "ru"))

    return make


def test_the_stored_figures_go_out_and_come_back_without_loss(cluster):
    content = cluster.sheets.first().content
    for lang in ("ru", "en"):
        assert bridge.read(BytesIO(bridge.workbook(content, lang))).content == content


def test_an_edited_workbook_waits_and_shows_what_it_changes(signed, cluster, edited):
    answer = signed.post(url("upload", cluster), {"workbook": edited()}, follow=True)
    assert answer.redirect_chain == [(url("pending", cluster), 302)]
    diff = answer.context["diff"]
    assert [(change.kind, str(change.field)) for change in diff.participants] == [("removed", "участник")]
    assert len(diff.purchases) == 1
    assert cluster.sheets.count() == 1


def test_a_participant_of_two_clusters_is_said_before_the_workbook_counts(signed, cluster, edited, at):
    signed.post(url("upload", cluster), {"workbook": edited()})
    assert "в другом кластере" not in signed.get(url("pending", cluster)).content.decode()
    other = Cluster.objects.create(slug="other", name="Оптика", manager=cluster.manager, state="registered")
    member = cluster.memberships.select_related("organisation").order_by("id")[0]
    Membership.objects.create(cluster=other, organisation=member.organisation, role="supplier")
    page = signed.get(url("pending", cluster)).content.decode()
    assert "участвует и в другом кластере: Оптика" in page
    assert "исправьте ИНН в файле" in page


def test_accepting_makes_it_count_once(signed, cluster, edited):
    signed.post(url("upload", cluster), {"workbook": edited()})
    sha256 = PendingSheet.objects.get().sha256
    for _twice in range(2):
        answer = signed.post(url("pending_apply", cluster), {"sha256": sha256})
        assert answer["Location"] == url("verdict", cluster)
    assert cluster.sheets.count() == 2
    assert not PendingSheet.objects.exists()
    assert Membership.objects.filter(cluster=cluster).exclude(left_on=None).count() == 1
    assert StoredVerdict.objects.filter(sheet=cluster.sheets.first()).count() == 1


def test_discarding_leaves_nothing(signed, cluster, edited):
    signed.post(url("upload", cluster), {"workbook": edited()})
    signed.post(url("pending_discard", cluster))
    assert cluster.sheets.count() == 1
    assert signed.get(url("pending", cluster)).status_code == 302


def test_a_newer_offer_takes_the_place_of_one_that_waits(signed, cluster, edited):
    signed.post(url("upload", cluster), {"workbook": edited(100)})
    first = PendingSheet.objects.get().sha256
    signed.post(url("upload", cluster), {"workbook": edited(200)})
    assert PendingSheet.objects.get().sha256 != first
    assert signed.post(url("pending_apply", cluster), {"sha256": first}).status_code == 409


def test_figures_accepted_meanwhile_are_not_overwritten(cluster, actor, edited, at):
    me = actor("me@example.org", ("cluster_manager", "organisation", cluster.manager_id))
    services.cluster_offer(actor=me, cluster=cluster, file=edited().file, file_name="a.xlsx", at=at)
    sha256 = PendingSheet.objects.get().sha256
    services.cluster_import(actor=me, cluster=cluster, file=edited(300).file, file_name="b.xlsx", at=at)
    with pytest.raises(Refused) as refusal:
        services.pending_apply(actor=me, cluster=cluster, sha256=sha256, at=at)
    assert refusal.value.code == "import.base"


@pytest.fixture
def imported(signed, cluster, edited):
    """The newest workbook, accepted after the first."""
    signed.post(url("upload", cluster), {"workbook": edited()})
    signed.post(url("pending_apply", cluster), {"sha256": PendingSheet.objects.get().sha256})
    return cluster.sheets.first()


def test_an_import_is_undone_from_its_own_page_once(signed, cluster, imported, person, manager_of):
    other = person("second@example.org", ("cluster_manager", "organisation", manager_of.pk))
    first = cluster.sheets.last()
    members = Membership.objects.filter(cluster=cluster, left_on=None)
    were = members.count()
    page = signed.get(url("sheet_detail", cluster, imported.pk))
    assert url("import_undo", cluster, imported.pk) in page.content.decode()
    for _twice in range(2):
        answer = signed.post(url("import_undo", cluster, imported.pk))
        assert answer["Location"] == url("verdict", cluster)
    newest = cluster.sheets.first()
    assert (newest.content, newest.restores, cluster.sheets.count()) == (first.content, first, 3)
    assert members.count() == were + 1
    said = json.loads(LedgerEntry.objects.get(action="cluster.import_undo").body)["data"]
    assert (said["undoes"], said["restores"]) == (imported.pk, first.pk)
    assert OutgoingMail.objects.get().to == other.email


def refused(signed, cluster, sheet):
    """What the page says instead of a button, and the code of the refusal."""
    page = signed.get(url("sheet_detail", cluster, sheet.pk)).content.decode()
    assert url("import_undo", cluster, sheet.pk) not in page
    before = cluster.sheets.count()
    assert signed.post(url("import_undo", cluster, sheet.pk)).status_code == 409
    assert cluster.sheets.count() == before
    return page


def test_neither_the_first_nor_an_overtaken_nor_a_return_is_undone(signed, cluster, imported):
    refused(signed, cluster, cluster.sheets.last())
    signed.post(url("import_undo", cluster, imported.pk))
    assert "прежние сведения" in refused(signed, cluster, cluster.sheets.first())


def test_an_import_that_is_alone_says_that_nothing_was_before(signed, cluster):
    assert "Загрузите исправленный" in refused(signed, cluster, cluster.sheets.get())


def test_what_rests_on_an_import_is_named_and_keeps_it(signed, cluster, imported):
    asked = FiguresRequest.objects.create(
        cluster=cluster, asker=cluster.manager, year=2020, due_at=imported.uploaded_at, opened_at=imported.uploaded_at,
        state="locked", sheet=imported,
    )  # fmt: skip
    page = refused(signed, cluster, imported)
    assert reverse("figures:board", args=[cluster.slug, 2020]) in page
    assert "Запрос сведений за 2020 год" in page
    asked.delete()
    assert (
        url("import_undo", cluster, imported.pk)
        in signed.get(url("sheet_detail", cluster, imported.pk)).content.decode()
    )


def test_undo_brings_figures_and_members_back_and_deletes_nothing(signed, cluster, edited):
    first = cluster.sheets.get()
    signed.post(url("upload", cluster), {"workbook": edited()})
    signed.post(url("pending_apply", cluster), {"sha256": PendingSheet.objects.get().sha256})
    signed.post(url("sheet_restore", cluster, first.pk))
    newest = cluster.sheets.first()
    assert (newest.content, newest.restores, cluster.sheets.count()) == (first.content, first, 3)
    assert cluster.memberships.filter(left_on=None).count() == len(first.content["participants"])
    assert LedgerEntry.objects.filter(action="cluster.restore").count() == 1


def test_the_same_figures_are_no_restoring(signed, cluster):
    signed.post(url("sheet_restore", cluster, cluster.sheets.get().pk))
    assert cluster.sheets.count() == 1


def test_a_spoiled_workbook_does_not_wait(signed, cluster, upload):
    answer = signed.post(url("upload", cluster), {"workbook": upload("cluster-spoiled")})
    assert answer.status_code == 422
    assert not PendingSheet.objects.exists()


def test_a_region_reads_the_history_but_changes_nothing(client, cluster, clock, person):
    client.force_login(person("region@example.org", ("regional_authority", "region", "RU-MO")))
    sheet = cluster.sheets.get()
    assert client.get(url("sheet_list", cluster)).status_code == 200
    assert client.get(url("sheet_detail", cluster, sheet.pk)).status_code == 200
    assert client.get(url("sheet_xlsx", cluster, sheet.pk)).status_code == 200
    assert client.post(url("sheet_restore", cluster, sheet.pk)).status_code == 403
    assert client.get(url("pending", cluster)).status_code == 403


def test_a_sheet_of_another_cluster_is_not_there(signed, cluster, empty_cluster):
    assert signed.get(url("sheet_detail", empty_cluster, cluster.sheets.get().pk)).status_code == 404


def test_every_field_of_a_participant_is_compared(cluster):
    content = cluster.sheets.get().content
    assert set(content["participants"][0]) - {"inn"} == set(sheet_diff.PARTICIPANT)
    assert set(content) - {"participants", "purchases", "infrastructure"} == set(sheet_diff.CLUSTER)
