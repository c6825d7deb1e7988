"""The API read by a visitor: documented, kept, in two languages, and silent about what is not public."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from openapi_spec_validator import OpenAPIV31SpecValidator

from svetovod.demo import build_registry as build
from svetovod.engine.facts import load
from svetovod.engine.support import load as measures
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.api import urls
from svetovod.web.api.operations import OPERATIONS
from svetovod.web.registry.models import Organisation
from svetovod.web.settings import base
from svetovod.wording.law_json import act_json, acts_json, diff_json

from .documented import Documented

ROOT = "/api/v1/"
DOCS = Path(__file__).resolve().parents[3] / "docs"
ADDRESSES = {
    each.id: f"{ROOT}{each.example or each.route}" for each in OPERATIONS if each.method == "GET" and not each.scope
}
ADDRESSES["cluster"] = f"{ROOT}clusters/dependence/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client, clock):
    return client.get(f"{ROOT}openapi.json?lang=en").json()


@pytest.fixture
def documented(document):
    return Documented(document)


def test_the_document_is_valid_in_both_languages(client, document):
    OpenAPIV31SpecValidator(document).validate()
    russian = client.get(f"{ROOT}openapi.json").json()
    OpenAPIV31SpecValidator(russian).validate()
    assert russian["paths"].keys() == document["paths"].keys()
    assert russian["info"]["title"] != document["info"]["title"]


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name != "openapi"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_answer_is_as_documented(client, documented, cluster, name, lang):
    answer = client.get(ADDRESSES[name], HTTP_ACCEPT_LANGUAGE=lang)
    assert answer.status_code == 200, answer.content.decode()
    documented.holds(name, answer)
    assert answer["Content-Language"] == lang
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in answer["Cache-Control"]


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name != "openapi"])
def test_every_refusal_is_as_documented(client, documented, cluster, name):
    for answer in (client.get(ADDRESSES[name].partition("?")[0] + "?nonsense=1"), client.post(ADDRESSES[name])):
        found = documented.holds(name, answer)
        assert found["type"].startswith(f"{ROOT}#") and found["detail"]
        assert found["instance"] == answer["X-Request-Id"]


@pytest.mark.parametrize(
    "address",
    ["nothing/", "nothing", "nothing/at/all", "acts/pp%20779/", "acts/pp779/items/a/b/", "clusters/%0A/compare/"],
)
def test_an_address_that_nothing_has_is_refused_as_all_others_are(client, documented, address):
    for answer in (client.get(ROOT + address), client.post(ROOT + address), client.put(f"{ROOT}{address}?lang=en")):
        assert answer.status_code == 404
        assert documented.holds("act", answer)["instance"] == answer["X-Request-Id"]
        assert answer["Access-Control-Allow-Origin"] == "*", "a page of another site reads what is wrong"
    asked = client.options(ROOT + address, HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST")
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "*")


@pytest.mark.parametrize("address", ["acts", "clusters/dependence", "check"])
def test_a_known_address_without_its_slash_is_sent_on_to_be_read(client, settings, address):
    settings.DEBUG = True
    answer = client.get(f"{ROOT}{address}?lang=en")
    assert (answer.status_code, answer["Location"]) == (301, f"{ROOT}{address}/?lang=en")
    assert client.post(ROOT + address).status_code == 404, "a POST sent on would become a GET"


def test_a_parameter_may_be_left_empty_and_it_is_said_so(client, document):
    said = [one for path in document["paths"].values() for op in path.values() for one in op["parameters"]]
    assert all(one.get("allowEmptyValue") for one in said if one["in"] == "query")
    assert client.get(f"{ROOT}acts/pp779/?on=&lang=").json() == client.get(f"{ROOT}acts/pp779/").json()


def test_an_unchanged_answer_is_not_sent_again(client, cluster, clock):
    first = client.get(f"{ROOT}clusters/")
    again = client.get(f"{ROOT}clusters/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{ROOT}clusters/?lang=en", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_the_law_is_what_the_command_line_prints(client, clock):
    clock(datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Moscow")))
    facts, on, first = load(), date(2021, 6, 24), date(2018, 8, 2)
    for url, expected in (
        ("acts/", acts_json(facts, "ru")),
        ("acts/pp41/", act_json(facts, "pp41", None, "ru")),
        ("acts/pp779/?on=2021-06-24", act_json(facts, "pp779", on, "ru")),
        ("acts/pp779/compare/?a=2018-08-02&b=2021-11-16", diff_json(facts, "pp779", first, date(2021, 11, 16), "ru")),
    ):
        found = client.get(ROOT + url).json()
        assert {key: found[key] for key in expected} == json.loads(json.dumps(expected)), url


def test_no_edition_is_known_before_its_day(client, clock):
    said = client.get(f"{ROOT}acts/pp779/").content.decode() + client.get(f"{ROOT}acts/").content.decode()
    said += client.get(f"{ROOT}acts/pp779/items/cluster.max_newcomers_no_coop/").content.decode()
    assert not [year for year in ("2021-11-16", "2022-", "2023-", "2024-", "1956") if year in said]


def test_every_address_of_the_api_is_documented(document):
    described = {re.sub(r"{\w+}", "<>", path) for path in document["paths"]}
    served = {f"/{re.sub('<[^>]+>', '<>', str(each.pattern))}" for each in urls.urlpatterns if each.name != "nowhere"}
    assert served - described == {ROOT}  # the page for people describes itself
    assert described <= served


def test_an_answer_that_is_not_sent_again_is_documented(client, documented, cluster):
    for name, address in ADDRESSES.items():
        kept = client.get(address, HTTP_IF_NONE_MATCH=client.get(address)["ETag"])
        assert str(kept.status_code) in documented.operation(name)["responses"], name


def test_limits_are_those_that_are_told(document):
    told = (DOCS / "how-to" / "use-the-api.md").read_text(encoding="utf-8")
    assert base.ACCOUNT_RATE_LIMITS["api_check"] == "120/m/ip" and "120 questions a minute" in told
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 10**6 == 5 and "JSON body to 5 MB" in told
    assert settings.MAX_ATTACHMENT_BYTES == 20 * 2**20 and "workbook to 20 MB" in told
    assert base.ACCOUNT_RATE_LIMITS["api_token"] == "300/m/key" and "300 questions a minute of one person" in told
    refusal = document["paths"]["/api/v1/check/"]["post"]["responses"]["429"]
    assert refusal["headers"]["Retry-After"]["schema"] == {"type": "integer"}


def test_the_registry_is_read_whole_page_by_page(client, organisation, clock, at):
    manager = organisation(503, "Managing 3")
    for n in range(5):
        build.cluster(f"paged-{n}", f"Кластер {n}", ["RU-MO"], manager, actor=SYSTEM, at=at, state="emerging")
    read, address = [], f"{ROOT}clusters/?per_page=2&q=Кластер"
    while address:
        page = client.get(address).json()
        read += [row["slug"] for row in page["items"]]
        address = page["next"]
    assert sorted(read) == [f"paged-{n}" for n in range(5)]


def test_clusters_are_found_and_paged(client, cluster, idea):
    found = client.get(f"{ROOT}clusters/?q=светотех&region=RU-MO&state=emerging").json()
    assert [row["slug"] for row in found["items"]] == ["dependence"]
    assert client.get(f"{ROOT}clusters/?region=RU-MOW").json()["count"] == 0
    page = client.get(f"{ROOT}clusters/?page=7&per_page=1").json()
    assert (page["items"], page["next"], page["pages"]) == ([], None, 1)


def test_a_hidden_cluster_and_a_hidden_organisation_stay_hidden(client, cluster, idea):
    member = cluster.memberships.select_related("organisation").first().organisation
    Organisation.objects.filter(pk__in=[member.pk, cluster.manager_id]).update(hidden=True)
    for url in ("clusters/", "clusters/dependence/"):
        said = client.get(ROOT + url).content.decode()
        assert member.inn not in said and member.name not in said and cluster.manager.name not in said
        assert "Hidden" not in said
    assert client.get(f"{ROOT}clusters/hidden-idea/").status_code == 404
    assert client.get(f"{ROOT}clusters/dependence/").json()["unnamed"] == 1


def test_whoever_is_signed_in_is_told_what_everybody_is_told(client, cluster, idea, person):
    before = client.get(f"{ROOT}clusters/").content
    client.force_login(person("m@example.org", ("registry_officer", "platform", "")))
    assert client.get(f"{ROOT}clusters/").content == before


def test_measures_fit_and_exclude_each_other(client, clock):
    url = f"{ROOT}support/?who=participant&costs=equipment&registered=no&joint_project=yes&on=2021-06-24"
    found = client.get(url).json()
    fits = {row["id"]: row["fit"] for row in found["measures"]}
    assert fits["pp41"] == "near" and fits["idf"] == "fits"
    assert [(each["first"], each["second"], each["costs"]) for each in found["clashes"]] == [
        ("idf", "pp41", ["equipment"])
    ]
    assert all(client.get(f"{ROOT}support/{each.id}/?on=2024-01-01").status_code == 200 for each in measures())


def test_the_human_page_names_every_address(client, document, clock):
    page = client.get(ROOT).content.decode()
    assert not [path for path in document["paths"] if path not in page]


def test_a_browser_elsewhere_may_ask(client, clock):
    asked = client.options(f"{ROOT}check/", HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST", HTTP_ORIGIN="http://a.example")
    assert asked.status_code == 204 and asked["Access-Control-Allow-Methods"] == "POST"
    assert "Access-Control-Allow-Credentials" not in asked
