import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from svetovod.demo import build_registry as build
from svetovod.web.accounts.actors import SYSTEM
from svetovod.web.registry.models import ClusterSheet, StoredVerdict


def url(name, cluster):
    return reverse(f"registry:{name}", args=[cluster.slug])


def text(response):
    return response.content.decode()


def test_a_manager_uploads_and_reads_the_verdict(signed, empty_cluster, upload):
    answer = signed.post(url("upload", empty_cluster), {"workbook": upload("cluster-dependence-14")}, follow=True)
    assert answer.redirect_chain == [(url("verdict", empty_cluster), 302)]
    assert "14,23" in text(answer)
    assert "5\u00a0770\u00a0000,00\u00a0₽" in text(answer)


def test_every_error_of_a_spoiled_workbook_is_listed(signed, empty_cluster, upload):
    answer = signed.post(url("upload", empty_cluster), {"workbook": upload("cluster-spoiled")})
    assert answer.status_code == 422
    assert len(re.findall(r'<tr>\s*<th scope="row"', text(answer))) == answer.context["count"]
    assert not ClusterSheet.objects.exists()


def test_a_missing_file_is_a_form_error(signed, empty_cluster):
    assert signed.post(url("upload", empty_cluster)).status_code == 422


@pytest.mark.parametrize("name", ["upload", "verdict", "verdict_json", "verdict_pdf"])
def test_visitors_are_sent_to_sign_in(client, cluster, clock, name):
    answer = client.get(url(name, cluster))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", ["verdict", "verdict_json", "verdict_pdf"])
def test_figures_of_another_cluster_are_not_there(client, cluster, clock, person, name):
    client.force_login(person("stranger@example.org", ("cluster_manager", "organisation", 9999)))
    assert client.get(url(name, cluster)).status_code == 404


def test_a_bad_address_is_not_there(signed):
    assert signed.get("/clusters/no-such/").status_code == 404


def test_looking_writes_nothing(signed, cluster, clock):
    clock(show_future=True)
    before = StoredVerdict.objects.count()
    answer = signed.get(url("verdict", cluster), {"on": "2021-11-20"})
    assert answer.context["stored"] is None
    assert answer.context["page"].conforms
    assert StoredVerdict.objects.count() == before


def test_keeping_a_day_by_post(signed, cluster, clock):
    clock(show_future=True)
    answer = signed.post(url("recalculate", cluster), {"on": "20.11.2021"}, follow=True)
    assert answer.context["stored"].edition.isoformat() == "2021-11-16"


def test_the_edition_to_come_is_not_offered_before_its_day(signed, cluster, clock):
    page = signed.get(url("verdict", cluster))
    assert "16.11.2021" not in text(page)
    assert signed.get(url("verdict", cluster), {"on": "2021-11-20"}).status_code == 422
    clock(show_future=True)
    assert "16.11.2021" in text(signed.get(url("verdict", cluster)))
    clock(datetime(2021, 11, 20, 12, 0, tzinfo=ZoneInfo("Europe/Moscow")))
    assert "16.11.2021" in text(signed.get(url("verdict", cluster)))


@pytest.mark.parametrize("day", ["nonsense", "2015-01-01", "31.02.2021"])
def test_a_bad_day_is_a_form_error(signed, cluster, day):
    assert signed.get(url("verdict", cluster), {"on": day}).status_code == 422


def test_json_is_that_of_the_command_line(signed, cluster):
    answer = json.loads(signed.get(url("verdict_json", cluster)).content)
    assert answer["verdict"] == "likely_not_conforming"
    assert answer["measures"]["functional_dependence"] == "0.1423"
    assert answer["file"] == "cluster-dependence-14.xlsx"
    assert all(isinstance(line, str) for rule in answer["rules"] for line in rule["evidence"])
    assert answer["errors"] == []


def test_the_certificate_is_made_of_a_kept_verdict_only(signed, cluster):
    pdf = signed.get(url("verdict_pdf", cluster))
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.content == signed.get(url("verdict_pdf", cluster)).content
    assert signed.get(url("verdict_pdf", cluster), {"on": "2021-06-01"}).status_code == 409


def test_the_blank_reads_back(signed, empty_cluster):
    from io import BytesIO

    from svetovod.web.registry import bridge

    assert bridge.read(BytesIO(signed.get(reverse("registry:blank")).content)).errors == ()


def test_filters_of_the_list(signed, cluster, manager_of, at):
    build.cluster("tatar", "Кабельный", ["RU-TA"], manager_of, actor=SYSTEM, at=at)
    page = reverse("registry:cluster_list")
    assert signed.get(page).context["table"].paginator.count == 2
    for query, count in (({"region": "RU-TA"}, 1), ({"q": "КАБЕЛЬ"}, 1), ({"verdict": "likely_not_conforming"}, 1)):
        assert signed.get(page, query).context["table"].paginator.count == count


def test_queries_do_not_grow_with_rows(signed, cluster, manager_of, at, same_questions):
    def clusters(count):
        for number in range(count):
            build.cluster(f"c{number}", f"Cluster {number}", ["RU-MO"], manager_of, actor=SYSTEM, at=at)

    pages = [reverse("registry:cluster_list"), url("verdict", cluster), url("cluster_detail", cluster)]
    same_questions(pages, lambda: clusters(0), lambda: clusters(8))


@pytest.mark.parametrize(
    ("role", "scope", "sees"), [("registry_officer", "platform", True), ("expert", "round", False)]
)
def test_the_column_of_verdicts_is_there_for_those_who_may_see_one(client, cluster, person, role, scope, sees):
    def columns():
        return client.get("/clusters/").content.decode().split("<table", 1)[1].split("</thead>", 1)[0]

    assert "Вердикт" not in columns()
    client.force_login(person("who@example.org", (role, scope, "" if scope == "platform" else "1")))
    assert ("Вердикт" in columns()) == sees
