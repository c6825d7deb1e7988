"""Hidden means hidden: what an enterprise or the ministry takes back is gone from every channel at once."""

import pytest
from django.urls import reverse

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.regions import selectors, services
from svetovod.web.regions.enums import PublicField
from svetovod.web.registry.models import Organisation

pytestmark = pytest.mark.django_db
NAME = "Завод Незабудка"
ALL = tuple(PublicField.values)


@pytest.fixture
def plant(upload):
    inn = invented_inn(4242)
    row = Organisation.objects.create(inn=inn, name=NAME, region="RU-MO")
    upload(f"{inn},RU-MO,27.31\n", f"{inn},,26.30,100,2020,true\n")
    return row


@pytest.fixture
def own(actor, plant):
    return actor("own@example.ru", ("participant", "organisation", str(plant.pk)))


def channels(plant) -> list[str]:
    """Every public address that may name an enterprise."""
    return [
        reverse("regions:enterprise_list"), reverse("regions:enterprise_list") + "?visits=1",
        reverse("regions:region", args=["RU-MO"]), reverse("regions:enterprise", args=[plant.inn]),
        reverse("regions:region_list"), reverse("portal:home"),
    ]  # fmt: skip


def said(client, plant) -> str:
    return " ".join(client.get(url).content.decode() for url in channels(plant))


def test_nothing_is_shown_before_it_is_said(client, plant):
    assert NAME not in said(client, plant)
    assert client.get(reverse("regions:enterprise", args=[plant.inn])).status_code == 404


def test_field_by_field(client, plant, own, at):
    def show(*fields):
        services.publication_set(actor=own, organisation=plant, fields=fields, at=at)
        return client.get(reverse("regions:enterprise", args=[plant.inn])).content.decode()

    card = show("card")
    assert NAME in card and "27.31" not in card and "26.30" not in card
    assert "27.31" in show("card", "products") and "26.30" in show("card", "imports")
    assert NAME in client.get(reverse("regions:region", args=["RU-MO"])).content.decode()
    show("products", "imports", "visits")
    assert NAME not in said(client, plant)


@pytest.mark.parametrize("how", ["own", "ministry", "hidden"])
def test_withdrawn_from_every_channel(client, plant, own, officer, at, how):
    services.publication_set(actor=own, organisation=plant, fields=ALL, at=at)
    assert said(client, plant).count(NAME) >= 4
    if how == "own":
        services.publication_set(actor=own, organisation=plant, fields=(), at=at)
    elif how == "ministry":
        services.publication_withhold(actor=officer, organisation=plant, fields=ALL, at=at)
    else:
        Organisation.objects.filter(pk=plant.pk).update(hidden=True)
    assert NAME not in said(client, plant)
    assert selectors.enterprises() == []


def test_what_the_ministry_keeps_back_comes_back_as_the_enterprise_left_it(plant, own, officer, at):
    services.publication_set(actor=own, organisation=plant, fields=("card", "products"), at=at)
    services.publication_withhold(actor=officer, organisation=plant, fields=("products",), at=at)
    assert selectors.enterprises()[0].makes is None
    services.publication_withhold(actor=officer, organisation=plant, fields=(), at=at)
    assert selectors.enterprises()[0].makes == ("27.31",)


def test_the_filter_is_blamed_only_where_it_hides_somebody(client, plant, own, at):
    def told():
        url = reverse("regions:enterprise_list") + "?visits=1"
        return client.get(url, headers={"accept-language": "en"}).content.decode()

    page = told()
    assert "Take the filter off" not in page and "No enterprise receives visitors" not in page
    assert "No enterprise shows itself yet" in page
    services.publication_set(actor=own, organisation=plant, fields=("card",), at=at)
    page = told()
    assert "Take the filter off" in page and "No enterprise shows itself yet" not in page
