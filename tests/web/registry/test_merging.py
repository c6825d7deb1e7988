"""Two records of one organisation: found, put beside each other, joined, parted again, or known to be two."""

import pytest
from django.apps import apps
from django.core import serializers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svetovod.demo import build_registry as build
from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import SYSTEM, actor_of
from svetovod.web.accounts.models import Invitation, RoleGrant
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Refused
from svetovod.web.common.merging import MOVERS
from svetovod.web.dossier.models import Agreement, MembershipChange, OrganisationFounding
from svetovod.web.dossier.selectors import participants_on
from svetovod.web.notices.models import Notice
from svetovod.web.registry import selectors as registry
from svetovod.web.registry.models import ClusterSheet, Membership, NotDuplicate, Organisation, OrganisationMerge
from svetovod.web.registry.organisations import selectors, services
from svetovod.web.registry.services import cluster_import

from .conftest import AT

GROUND = "Выписка ЕГРЮЛ от 20.06.2021"
LIVING = (
    "registry.Organisation", "registry.Cluster", "registry.Membership", "dossier.MembershipChange",
    "dossier.Agreement", "dossier.OrganisationFounding", "accounts.Invitation",
)  # fmt: skip


def state():
    """Every row a merge may touch, as it is."""
    return {name: serializers.serialize("json", apps.get_model(name).objects.order_by("pk")) for name in LIVING}


@pytest.fixture
def officer(person):
    return actor_of(person("officer@example.org", ("registry_officer", "platform", "")))


@pytest.fixture
def kept(cluster):
    """A participant of the cluster."""
    return cluster.memberships.order_by("pk").first().organisation


@pytest.fixture
def gone(cluster, person):
    """The same enterprise entered once more: with a role, an agreement, a founding day and a cluster it manages."""
    made = build.organisation(invented_inn(777), "Участник  «1» повтор", "RU-MO", actor=SYSTEM, at=AT)
    person("twice@example.org", ("participant", "organisation", made.pk))
    build.cluster("second", "Second", ["RU-MO"], made, actor=SYSTEM, at=AT)
    Agreement.objects.create(cluster=cluster, organisation=made, number="1", dated_on="2021-01-10", signed_with="СО")
    OrganisationFounding.objects.create(organisation=made, on="2010-01-01")
    Invitation.objects.create(
        email="new@example.org", role="participant", scope="organisation", scope_id=str(made.pk), invited_at=AT,
        expires_at=AT,
    )  # fmt: skip
    return made


def merge(officer, kept, gone, **taken):
    return services.organisations_merge(actor=officer, kept=kept, gone=gone, taken=taken, ground=GROUND, at=AT)


def test_every_reference_to_an_organisation_has_a_mover():
    """A model that refers to organisations and says nothing of merges would be left behind."""
    moved = {(rows.model, rows.name) for mover in MOVERS.values() for rows in mover.rows}
    own = {"registry.Organisation", "registry.OrganisationMerge", "registry.NotDuplicate"}
    keys = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is Organisation
        if model._meta.label not in own and not model._meta.label.endswith("Event")
    }
    assert keys - moved == set()


def test_what_lives_follows_and_what_is_signed_stays(officer, kept, gone, cluster):
    made = merge(officer, kept, gone, name=gone.inn)
    assert Organisation.objects.get(pk=gone.pk).merged_into_id == kept.pk
    assert Organisation.objects.get(pk=kept.pk).name == gone.name
    assert kept.managed_clusters.get().slug == "second"
    assert OrganisationFounding.objects.get().organisation_id == kept.pk
    assert Invitation.objects.get().scope_id == str(kept.pk)
    agreement = Agreement.objects.get()
    assert (agreement.organisation_id, agreement.organisation.inn) == (gone.pk, gone.inn)
    line = next(row for row in participants_on(SYSTEM, cluster, AT.date()) if row.member.organisation_id == kept.pk)
    assert [each.row.number for each in line.agreements] == ["1"]
    entry = LedgerEntry.objects.filter(action="organisation.merge").get()
    assert entry.subject_id == str(made.kept_id)


def test_people_speak_for_the_survivor_and_keep_their_archive(officer, kept, gone):
    merge(officer, kept, gone)
    held = RoleGrant.objects.filter(person__email="twice@example.org", revoked_at=None)
    assert set(held.values_list("scope_id", flat=True)) == {str(kept.pk), str(gone.pk)}
    assert Notice.objects.get(person__email="twice@example.org").url == f"/organisations/{kept.inn}/"


def test_a_merge_taken_back_leaves_everything_as_it_was(officer, kept, gone, cluster):
    Membership.objects.create(cluster=cluster, organisation=gone, role="supplier", joined_on="2017-01-01")
    twice = gone.memberships.get()
    MembershipChange.objects.create(membership=twice, kind="joined", on="2017-01-01", ground="Протокол 1")
    before = state()
    made = merge(officer, kept, gone, name=gone.inn, region=gone.inn)
    row = cluster.memberships.get(organisation=kept, left_on=None)
    assert row.joined_on.isoformat() == "2017-01-01"
    assert row.changes.get().ground == "Протокол 1"
    assert not cluster.memberships.filter(organisation=gone).exists()
    services.merge_undo(actor=officer, merge=made, at=AT)
    assert state() == before
    held = RoleGrant.objects.filter(person__email="twice@example.org", revoked_at=None)
    assert [grant.scope_id for grant in held] == [str(gone.pk)]


def test_what_was_changed_since_stays_when_a_merge_is_taken_back(officer, kept, gone, cluster):
    made = merge(officer, kept, gone, name=gone.inn)
    Organisation.objects.filter(pk=kept.pk).update(name="Новое имя")
    third = build.organisation(invented_inn(778), "Третья", "RU-MO", actor=SYSTEM, at=AT)
    kept.managed_clusters.update(manager=third)
    undone = services.merge_undo(actor=officer, merge=made, at=AT)
    assert undone.kept == 1
    assert Organisation.objects.get(pk=kept.pk).name == "Новое имя"
    assert third.managed_clusters.get().slug == "second"


def test_the_same_merge_asked_twice_is_one(officer, kept, gone):
    assert merge(officer, kept, gone).pk == merge(officer, kept, gone).pk
    assert OrganisationMerge.objects.count() == 1


def test_a_record_given_up_is_not_merged_again_and_chains_part_from_their_end(officer, kept, gone):
    third = build.organisation(invented_inn(778), "Третья", "RU-MO", actor=SYSTEM, at=AT)
    first = merge(officer, kept, gone)
    with pytest.raises(Refused):
        merge(officer, third, gone)
    second = merge(officer, third, kept)
    assert registry.by_inns([gone.inn])[gone.inn].pk == third.pk
    with pytest.raises(Refused) as said:
        services.merge_undo(actor=officer, merge=first, at=AT)
    assert said.value.code == "merge.later"
    services.merge_undo(actor=officer, merge=second, at=AT)
    assert services.merge_undo(actor=officer, merge=first, at=AT).kept == 0


def test_who_buys_from_the_other_is_another(officer, cluster):
    content = cluster.sheets.first().content
    row = next(r for r in content["purchases"] if r["seller"] and r["seller"] != r["buyer"])
    both = {o.inn: o for o in Organisation.objects.filter(inn__in=[row["buyer"], row["seller"]])}
    with pytest.raises(Refused) as said:
        merge(officer, both[row["buyer"]], both[row["seller"]])
    assert said.value.code == "merge.obstacles"
    assert OrganisationMerge.objects.count() == 0


def test_an_invented_organisation_is_never_a_real_one(officer, kept):
    real = Organisation.objects.create(inn="1300000017", name="Настоящая", region="RU-MO")
    with pytest.raises(Refused):
        merge(officer, kept, real)


@pytest.mark.parametrize("roles", [[], [("cluster_manager", "cluster", "1")], [("administrator", "platform", "")]])
def test_nobody_else_merges(actor, kept, gone, roles):
    with pytest.raises(Denied):
        merge(actor("other@example.org", *roles), kept, gone)


def test_a_frozen_workbook_stays_and_the_next_one_may_not_name_both(officer, kept, gone, cluster, workbook):
    sheet = ClusterSheet.objects.get(cluster=cluster)
    other = next(
        m.organisation for m in cluster.memberships.order_by("-pk").select_related("organisation")
        if not any({r["buyer"], r["seller"]} == {kept.inn, m.organisation.inn} for r in sheet.content["purchases"])
    )  # fmt: skip
    merge(officer, kept, other)
    assert ClusterSheet.objects.get(cluster=cluster).content == sheet.content
    upload = SimpleUploadedFile("again.xlsx", workbook("cluster-dependence-14"))
    with pytest.raises(Refused) as said:
        cluster_import(actor=SYSTEM, cluster=cluster, file=upload, file_name="again.xlsx", at=AT)
    assert said.value.code == "import.merged"
    assert other.inn in str(said.value)


def test_a_workbook_with_the_old_inn_leads_to_the_survivor(officer, kept, gone, cluster, workbook):
    merge(officer, gone, kept)
    upload = SimpleUploadedFile("again.xlsx", workbook("cluster-dependence-14"))
    cluster_import(actor=SYSTEM, cluster=cluster, file=upload, file_name="again.xlsx", at=AT)
    assert cluster.memberships.filter(left_on=None, organisation=gone).exists()
    assert not cluster.memberships.filter(left_on=None, organisation=kept).exists()


def test_two_said_to_be_two_are_not_offered_again(officer, cluster):
    one = build.organisation(invented_inn(801), "ООО «Луч и свет»", "RU-MO", actor=SYSTEM, at=AT)
    two = build.organisation(invented_inn(802), "ООО Свет и луч", "RU-MO", actor=SYSTEM, at=AT)
    found = [(p.one.pk, p.other.pk) for p in selectors.likenesses(officer)]
    assert (one.pk, two.pk) in found
    said = services.duplicate_deny(actor=officer, one=two, other=one, reason="Разные владельцы", at=AT)
    assert (one.pk, two.pk) not in [(p.one.pk, p.other.pk) for p in selectors.likenesses(officer)]
    services.duplicate_reconsider(actor=officer, said=said, at=AT)
    assert NotDuplicate.objects.count() == 0


@pytest.fixture
def desk(client, person, clock):
    client.force_login(person("desk@example.org", ("registry_officer", "platform", "")))
    return client


def test_pages_lead_from_the_list_through_the_pair_to_the_survivor_and_back(desk, kept, gone):
    assert gone.inn in desk.get("/organisations/").content.decode()
    pair = f"/organisations/{kept.inn}/with/{gone.inn}/"
    assert desk.get(f"/organisations/{kept.inn}/", {"with": gone.inn}).url == pair
    page = desk.get(pair).content.decode()
    assert "Second" in page
    assert "10.01.2021" in page or "10 January 2021" in page
    body = {"keep": kept.inn, "name": kept.inn, "ground": GROUND}
    assert desk.post(pair, {**body, "ground": ""}).status_code == 422
    assert desk.post(pair, body).url == f"/organisations/{kept.inn}/"
    assert desk.get(f"/organisations/{gone.inn}/").url == f"/organisations/{kept.inn}/"
    assert gone.inn in desk.get(f"/organisations/{kept.inn}/").content.decode()
    made = OrganisationMerge.objects.get()
    assert GROUND in desk.get("/organisations/duplicates/").content.decode()
    desk.post(f"/organisations/merges/{made.pk}/undo/")
    assert desk.get(f"/organisations/{gone.inn}/").status_code == 200


def test_the_pair_asks_as_many_questions_however_much_refers_to_it(desk, kept, gone):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert desk.get(f"/organisations/{kept.inn}/with/{gone.inn}/").status_code == 200
        return len(seen)

    asked()
    few = asked()
    for n in range(5):
        build.cluster(f"more-{n}", f"More {n}", ["RU-MO"], gone, actor=SYSTEM, at=AT)
    assert asked() == few
    assert few <= 61


def test_a_hidden_organisation_has_no_page_for_others(client, kept, clock):
    Organisation.objects.filter(pk=kept.pk).update(hidden=True)
    assert client.get(f"/organisations/{kept.inn}/").status_code == 404
