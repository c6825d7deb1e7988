"""The log of a development centre: what it counts to, who keeps it, and that a mistake counts no more."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.accounts.models import Person
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.common.merging import mentions_of
from svetovod.web.regions.centre import counting, page, selectors, services
from svetovod.web.regions.centre.models import CentreService
from svetovod.web.registry.models import Cluster, Organisation

ISO = "RU-MO"


def entry(**said):
    return SimpleNamespace(**({"cluster_id": None, "product": "", "paid": Decimal(0)} | said))


def test_the_form_by_hand():
    """Two clusters, three participants of which one says nothing of workers and two are small."""
    given = [
        entry(cluster_id=1, product="Кабель", paid=Decimal("1250")),
        entry(cluster_id=2, product="кабель", paid=Decimal("800.00")),
        entry(cluster_id=1),
        entry(paid=Decimal(1)),
    ]
    participants = {
        "1": {"employees": 40, "revenue": "1500000.50"},
        "2": {"employees": 2, "revenue": "500.00"},
        "3": {"employees": None, "revenue": "9000000.00"},
    }
    found = counting.facts(given, participants, {"1", "2"})
    assert found["clusters"].value == 2
    assert found["employees"] == counting.Fact(Decimal(42), 2, 3)
    assert found["revenue"] == counting.Fact(Decimal("1500.5"), 2, 2), "RUB 1,500,500.50 in thousands"
    assert found["goods"].value == 1, "the same goods in other letters"
    assert found["paid"].value == Decimal("2.1"), "2,051 rubles: half a tenth up"
    assert counting.facts([], {}, ())["employees"].value is None, "nothing known is not zero"


@pytest.fixture
def cluster(db, organisation):
    return Cluster.objects.create(slug="k", name="Кластер", regions=[ISO], manager=organisation)


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(inn=invented_inn(101), name="Завод", region=ISO)


@pytest.fixture
def centre(actor):
    return actor("cdc@example.ru", ("cdc_officer", "region", ISO))


def logged(centre, organisation, at, **said):
    given = {"given_on": date(2021, 6, 1), "kind": "expert", "cluster": None, "about": "Разбор", "product": "",
             "paid": Decimal(0)}  # fmt: skip
    return services.centre_service_log(actor=centre, iso=ISO, organisation=organisation, at=at, **given | said)


def test_written_once_and_withdrawn(centre, organisation, cluster, at):
    first = logged(centre, organisation, at, cluster=cluster, paid=Decimal(5000))
    assert logged(centre, organisation, at, cluster=cluster, paid=Decimal(5000)) == first, "pressed twice"
    assert page.build(ISO, 2021, at.date()).rows[0].fact == 1
    services.centre_service_withdraw(actor=centre, service=first, why="не тот", at=at)
    found = page.build(ISO, 2021, at.date())
    assert [row.fact for row in found.rows] == [0, None, None, 0, 0]
    assert [each.withdrawn_why for each in found.services] == ["не тот"], "it stays in the log"
    again = logged(centre, organisation, at, cluster=cluster, paid=Decimal(5000))
    assert again != first, "what was withdrawn may be written anew"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"given_on": date(2031, 1, 1)}, "centre.ahead"),
        ({"given_on": date(202, 6, 1)}, "centre.early"),
        ({"cluster": "far"}, "centre.elsewhere"),
    ],
)
def test_refused(said, code, centre, organisation, at):
    if said.get("cluster"):
        said = {"cluster": Cluster.objects.create(slug="f", name="F", regions=["RU-KAM"], manager=organisation)}
    with pytest.raises(Refused) as refused:
        logged(centre, organisation, at, **said)
    assert refused.value.code == code
    assert not CentreService.objects.exists()


def test_the_day_is_that_of_moscow(centre, organisation):
    """Half past midnight of the second in Moscow is the first in Greenwich."""
    night = datetime(2021, 6, 1, 21, 30, tzinfo=UTC)
    assert logged(centre, organisation, night, given_on=date(2021, 6, 2)).given_on == date(2021, 6, 2)


def test_another_centre_sees_nothing(actor, organisation, at):
    other = actor("far@example.ru", ("cdc_officer", "region", "RU-KAM"))
    with pytest.raises(Hidden):
        logged(other, organisation, at)
    with pytest.raises(Hidden):
        selectors.centre_get(other, ISO)
    authority = actor("region@example.ru", ("regional_authority", "region", ISO))
    assert selectors.centre_get(authority, ISO) == ISO
    with pytest.raises(Denied):
        logged(authority, organisation, at)


def test_the_page(client, centre, organisation, at):
    client.force_login(Person.objects.get(pk=centre.person_id))
    typed = {"given_on": "2021-06-01", "kind": "market", "organisation": organisation.inn, "about": "=1+1",
             "product": "Муфта", "paid": "1 000,50"}  # fmt: skip
    for wrong in ({"organisation": "123"}, {"organisation": invented_inn(7)}, {"paid": "много"}, {"about": ""}):
        assert client.post(f"/regions/{ISO}/services/", typed | wrong).status_code == 422
    assert not CentreService.objects.exists()
    assert client.post(f"/regions/{ISO}/services/", typed).status_code == 302
    row = CentreService.objects.get()
    assert (row.paid, row.made_by_id) == (Decimal("1000.50"), centre.person_id)
    planned = client.post(f"/regions/{ISO}/services/plan/?year=2021", {"goods": "2"})
    assert planned.status_code == 302
    goods = page.build(ISO, 2021, at.date()).rows[3]
    assert (goods.planned, goods.fact, goods.share) == (2, 1, 50)
    assert client.post(f"/regions/{ISO}/services/plan/?year=2021", {"goods": "many"}).status_code == 422
    book = load_workbook(BytesIO(client.get(f"/regions/{ISO}/services.xlsx?year=2021").content))
    said = book.worksheets[1]["F2"]
    assert said.value == "=1+1" and said.data_type == "s", "what a stranger typed is no formula"
    assert client.post(f"/regions/{ISO}/services/{row.pk}/withdraw/", {"why": ""}).status_code == 422
    assert client.post(f"/regions/{ISO}/services/{row.pk}/withdraw/", {"why": "дважды"}).status_code == 302
    assert "дважды" in client.get(f"/regions/{ISO}/services/?year=2021").content.decode()


def test_whoever_compares_two_records_is_told_which_services_there_are_and_nothing_of_them(centre, organisation, at):
    """The ministry unites doubles; what a centre wrote of its help is read by the region alone."""
    logged(centre, organisation, at, about="Долги поставщику", product="Кабель")
    told = [each.title for each in mentions_of([organisation.pk])[organisation.pk] if "01.06.2021" in each.title]
    assert told == [f"01.06.2021 {CentreService.objects.get().get_kind_display()}"]
