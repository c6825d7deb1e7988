"""A filter of a list kept under a name: found above the list, renamed, removed; nobody else's, gone with its owner."""

import pytest

from svetovod.web.accounts import services
from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.accounts.models import DeskVisit, KeptFilter
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Hidden, Refused

pytestmark = pytest.mark.django_db
LIST = "/projects/"


@pytest.fixture
def owner(make):
    return make("owner@example.ru")


@pytest.fixture
def keep(owner, at):
    def one(name="Черновики", query="state=draft&page=3&q=", page=LIST):
        return services.filter_keep(actor=actor_of(owner), page=page, query=query, name=name, at=at)

    return one


def test_the_filter_stands_above_its_list_until_it_is_removed(client, owner, clock):
    client.force_login(owner)
    fresh = client.get(LIST, {"state": "draft"}).content.decode()
    assert "Сохранить этот фильтр" in fresh and "Сохранённые фильтры" not in fresh
    body = {"page": LIST, "query": "state=draft&page=2", "name": "  Мои   черновики "}
    assert client.post("/account/filters/", body)["Location"] == "/projects/?state=draft"
    kept = KeptFilter.objects.get()
    shown = client.get(LIST).content.decode()
    assert 'href="/projects/?state=draft"' in shown and "Мои черновики" in shown
    assert "Мои черновики" not in client.get("/clusters/").content.decode()
    client.post(f"/account/filters/{kept.pk}/", {"name": "Начатые"})
    assert "Начатые" in client.get(LIST).content.decode()
    assert client.post(f"/account/filters/{kept.pk}/remove/")["Location"] == LIST
    assert not KeptFilter.objects.exists()


def test_what_is_kept_is_the_choice_and_not_the_page(keep):
    assert keep().query == "state=draft"
    again = keep(query="state=ready")
    assert KeptFilter.objects.get().query == again.query == "state=ready"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"query": "page=2"}, "filter.empty"), ({"name": " "}, "filter.name"), ({"name": "я" * 61}, "filter.name"),
        ({"page": "//elsewhere.example/"}, "filter.page"), ({"page": "https://elsewhere.example/"}, "filter.page"),
        ({"query": f"q={'a' * 1000}"}, "filter.long"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_its_reason(keep, given, code):
    with pytest.raises(Refused) as refusal:
        keep(**given)
    assert refusal.value.code == code and not KeptFilter.objects.exists()


def test_so_many_of_a_list_and_no_more(keep):
    for number in range(services.filters.MAX_FILTERS):
        keep(name=f"№ {number}")
    with pytest.raises(Refused):
        keep(name="ещё один")
    keep(name="№ 0", query="state=ready")  # in the place of an old one


def test_a_stranger_finds_none_of_it(client, make, keep, clock, at):
    kept = keep()
    stranger = make("stranger@example.ru")
    client.force_login(stranger)
    assert "Черновики" not in client.get(LIST).content.decode()
    assert client.post(f"/account/filters/{kept.pk}/", {"name": "x"}).status_code == 404
    assert client.post(f"/account/filters/{kept.pk}/remove/").status_code == 404
    with pytest.raises(Hidden):
        services.filter_keep(actor=VISITOR, page=LIST, query="q=1", name="x", at=at)


def test_the_journal_has_none_of_the_words_and_erasure_leaves_nothing(owner, keep, at):
    keep(name="слованазвания", query="q=словафильтра")
    services.desk_seen(actor=actor_of(owner), at=at)
    assert "слова" not in LedgerEntry.objects.latest("index").body
    services.person_erase(actor=actor_of(owner), person=owner, at=at)
    assert not KeptFilter.objects.exists() and not DeskVisit.objects.exists()
