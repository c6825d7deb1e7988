from datetime import date, timedelta

import pytest

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Denied, Faulty
from svetovod.web.dossier import selectors, services
from svetovod.web.dossier.enums import ObjectKind, Standing
from svetovod.web.dossier.models import ClusterObject

from .conftest import AT, TODAY

pytestmark = pytest.mark.django_db
ROOT = "/clusters/lighting/dossier/"


@pytest.fixture
def two(cluster, member):
    """The cluster in two regions: one participant sits in the other."""
    cluster.regions = ["RU-MO", "RU-NIZ"]
    cluster.save()
    member.organisation.region = "RU-NIZ"
    member.organisation.save()
    return cluster


def put(actor, cluster, known=None, **said):
    fields = {
        "kind": ObjectKind.ENGINEERING_CENTRE, "name": "Центр", "owner_inn": invented_inn(900), "owner_name": "Центр 1",
        "region": "RU-MO", "serves": "Расчёты", "evidence": "Договор 1", "document": None, "since": date(2020, 1, 1),
    }  # fmt: skip
    return services.object_save(actor=actor, cluster=cluster, known=known, fields=fields | said, at=AT)


def accord(actor, cluster, **said):
    fields = {
        "regions": ["RU-MO", "RU-NIZ"], "number": "1", "dated_on": date(2021, 3, 1), "valid_to": None,
        "signatories": "Мордовия: министерство; Нижегородская область: министерство",
    }  # fmt: skip
    return services.accord_add(actor=actor, cluster=cluster, fields=fields | said, at=AT)


def test_jobs_and_revenue_stand_where_the_workbook_puts_them(actor, cluster):
    (place,), year = selectors.presence(actor, cluster, TODAY)
    told = cluster.sheets.get().content["participants"]
    assert place.jobs == sum(row["employees"] for row in told)
    assert (place.line.iso, place.line.participants, place.untold) == ("RU-MO", len(told), 0)
    assert place.revenue > 0 and year == cluster.sheets.get().content["year"]


def test_an_auditor_sees_regions_and_no_figures(cluster, person):
    reader = actor_of(person("a@example.org", ("auditor", "platform", "")))
    (place,), year = selectors.presence(reader, cluster, TODAY)
    assert (place.jobs, place.revenue, year) == (None, None, None)


def test_a_region_has_its_agreement_and_the_overview_asks_for_the_other(signed, actor, two):
    body = {
        "what": "region", "region-region": "RU-MO", "region-number": "С-1", "region-dated_on": "2021-02-01",
        "region-signed_with": "Министерство",
    }  # fmt: skip
    assert signed.post(f"{ROOT}regions/", body | {"region-region": "RU-MOW"}).status_code == 422
    assert signed.post(f"{ROOT}regions/", body).status_code == 302
    standings = {place.line.iso: place.line.standing for place in selectors.presence(actor, two, TODAY)[0]}
    assert standings == {"RU-MO": Standing.VALID, "RU-NIZ": Standing.MISSING}
    page = signed.get(ROOT).content.decode()
    assert "Нижегородская область: нет соглашения" in page
    assert "Республика Мордовия: нет соглашения" not in page
    agreement = two.agreements.get()
    assert signed.post(f"{ROOT}agreements/{agreement.pk}/cancel/").url == f"{ROOT}regions/"


def test_an_agreement_between_regions_names_two_and_ends_as_others_do(actor, two):
    row = accord(actor, two)
    assert selectors.accords(actor, two, TODAY)[0].standing == Standing.VALID
    for said, field in (
        ({"regions": ["RU-MO"], "number": "2"}, "regions"), ({}, "number"),
        ({"number": "3", "dated_on": TODAY + timedelta(days=1)}, "dated_on"),
        ({"number": "4", "valid_to": date(2021, 1, 1)}, "valid_to"),
    ):  # fmt: skip
        with pytest.raises(Faulty) as caught:
            accord(actor, two, **said)
        assert [fault.field for fault in caught.value.faults] == [field]
    services.accord_cancel(actor=actor, accord=row, at=AT)
    services.accord_cancel(actor=actor, accord=row, at=AT)
    assert selectors.accords(actor, two, TODAY)[0].standing == Standing.EXPIRED
    assert row.events.count() == 2


def test_the_map_is_drawn_for_several_regions(signed, two):
    drawn = '<div class="chart">'
    assert drawn in signed.get(f"{ROOT}regions/").content.decode()


def counts(actor, cluster, on=TODAY):
    return {each.kind: each for each in selectors.answers(actor, cluster, on)}


def test_objects_are_counted_beside_the_law_and_the_workbook(actor, cluster):
    put(actor, cluster)
    for kind in (ObjectKind.TECHNOPARK, ObjectKind.INDUSTRIAL_PARK, ObjectKind.EDUCATION):
        put(actor, cluster, kind=kind, name=str(kind))
    found = list(counts(actor, cluster, date(2021, 6, 1)).values())
    assert [(each.here, each.norm.value, each.enough) for each in found] == [(2, 2, True), (1, 1, True)]
    told = [row["kind"] for row in cluster.sheets.get().content["infrastructure"]]
    assert [each.told for each in found] == [told.count("technological"), told.count("education")]
    assert all(each.apart for each in found), "other objects than those of the workbook"
    assert all(each.norm is None and each.enough is None for each in counts(actor, cluster).values())


def test_what_is_given_up_stays_and_counts_no_more(actor, cluster):
    row = put(actor, cluster)
    with pytest.raises(Faulty):
        services.object_give_up(actor=actor, known=row, on=date(2019, 1, 1), at=AT)
    services.object_give_up(actor=actor, known=row, on=date(2021, 10, 1), at=AT)
    assert [each.here for each in counts(actor, cluster).values()] == [0, 0]
    assert ClusterObject.objects.get().given_up_on == date(2021, 10, 1)
    row.refresh_from_db()
    with pytest.raises(Faulty):
        put(actor, cluster, known=row, name="Другое")
    assert put(actor, cluster).pk != row.pk


@pytest.mark.parametrize(
    ("said", "field"),
    [({}, "name"), ({"name": "2", "since": date(2022, 1, 1)}, "since"), ({"document": 9}, "document")],
)
def test_an_object_is_refused_where_it_is_wrong(actor, cluster, said, field):
    put(actor, cluster)
    with pytest.raises(Faulty) as caught:
        put(actor, cluster, **{"name": "Центр"} | said)
    assert field in [fault.field for fault in caught.value.faults]


def test_readers_write_nothing(cluster, person):
    reader = actor_of(person("r@example.org", ("regional_authority", "region", "RU-MO")))
    for run in (lambda: put(reader, cluster), lambda: accord(reader, cluster)):
        with pytest.raises(Denied):
            run()


def test_pages_take_what_is_typed(signed, cluster):
    url = f"{ROOT}infrastructure/"
    body = {
        "kind": "test_laboratory", "name": "Лаборатория", "owner_name": "Владелец", "owner_inn": invented_inn(901),
        "region": "RU-MO", "serves": "Испытания",
    }  # fmt: skip
    assert signed.post(url, body | {"owner_inn": "1"}).status_code == 422
    assert signed.post(url, body).status_code == 302
    row = ClusterObject.objects.get()
    typed = {f"edit-{name}": value for name, value in (body | {"serves": "Испытания светильников"}).items()}
    assert signed.post(f"{url}{row.pk}/", {"what": "edit"}).status_code == 422
    assert signed.post(f"{url}{row.pk}/", {"what": "edit"} | typed).status_code == 302
    assert "Испытания светильников" in signed.get(url).content.decode()
    assert signed.post(f"{url}{row.pk}/", {"what": "give_up", "give_up-on": "2021-11-01"}).status_code == 302
    assert signed.get(f"{url}999999/").status_code == 404
