"""A filter of a list kept under a name: found above the list, renamed, removed; nobody else's, gone with its owner."""

from pathlib import Path

import pytest

from svetovod.web.accounts import services
from svetovod.web.accounts.actors import VISITOR, actor_of
from svetovod.web.accounts.models import DeskVisit, KeptFilter
from svetovod.web.accounts.selectors import own_data
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
    assert own_data(actor_of(owner))["desk_visits"] == [{"began_at": at, "before_at": None}]
    assert "слова" not in LedgerEntry.objects.latest("index").body
    services.person_erase(actor=actor_of(owner), person=owner, at=at)
    assert not KeptFilter.objects.exists() and not DeskVisit.objects.exists()


@pytest.mark.parametrize("query", ["q=gone%40example.ru", "q=%D0%9F%D0%B5%D1%82%D1%80+%D0%A3%D1%88%D1%91%D0%BB"])
def test_filters_of_others_that_look_for_a_person_go_with_the_person(make, keep, at, query):
    gone = make("gone@example.ru")
    gone.name = "Пётр Ушёл" if "gone" in query else "Петр Ушёл"
    gone.save()
    keep(query=query)
    other = keep(name="остаётся", query="q=другое")
    services.person_erase(actor=actor_of(gone), person=gone, at=at)
    assert list(KeptFilter.objects.all()) == [other]


def test_what_was_removed_in_another_tab_is_not_there(owner, keep, at):
    kept = keep()
    services.filter_remove(actor=actor_of(owner), kept=kept, at=at)
    with pytest.raises(Hidden):
        services.filter_rename(actor=actor_of(owner), kept=kept, name="x", at=at)
    with pytest.raises(Hidden):
        services.filter_remove(actor=actor_of(owner), kept=kept, at=at)


def test_a_button_says_which_filter_it_is_for(client, owner, keep, clock):
    keep(name="Мои черновики")
    client.force_login(owner)
    shown = client.get(LIST).content.decode()
    assert shown.count('<span class="vh">: <span lang="ru">Мои черновики</span></span>') == 2


def test_every_list_with_filters_lets_them_be_kept():
    web = Path(services.__file__).parents[2]
    own = {"_words.html", "styleguide.html"}  # what the browser says of filters, and the guide of styles
    lists = [page for page in web.rglob("*.html") if page.name not in own and "data-filters" in page.read_text()]
    assert len(lists) > 10
    assert [page.name for page in lists if "{% kept_filters %}" not in page.read_text()] == []
