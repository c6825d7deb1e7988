import re
import subprocess

import pytest
from django.urls import reverse

from svetovod.web.registry import bridge
from svetovod.web.registry.models import ClusterSheet


def page(client, cluster, **asked):
    return client.get(reverse("registry:plan", args=[cluster.slug]), {"on": "2021-06-24", **asked})


def text_of(answer):
    return answer.content.decode().replace("\u00a0", " ")


def weights(**changed):
    usual = {name: "" if weight is None else str(weight) for name, weight in bridge.weights().items()}
    return {**usual, **changed}


def test_the_headline_is_the_cost_and_the_deck_its_proof(signed, cluster):
    text = text_of(page(signed, cluster))
    assert "165 400" in re.search("<h1>(.*?)</h1>", text, re.DOTALL)[1]
    assert "нижняя граница 165 400 равна стоимости" in text
    assert "14,23 % → 20 %" in text
    assert "дороже на 154 600" in text


def test_the_weights_of_the_address_decide(signed, cluster):
    answer = page(signed, cluster, **weights(recruit_supplier="1 000,50", agreement="0"))
    assert answer.context["page"].cost.replace("\u00a0", " ") == "1 000,50"


def test_an_empty_weight_forbids_the_step(signed, cluster):
    steps = ("shift_contract", "buy_rate", "recruit_supplier", "recruit_final_producer", "drop_participant")
    answer = page(signed, cluster, **weights(**dict.fromkeys(steps, "")))
    assert not answer.context["page"].found
    assert "достижимо 14,23 %" in text_of(answer)


@pytest.mark.parametrize(
    "wrong", [{"agreement": "-1"}, {"agreement": "много"}, {"shift_rate": "0,00001"}, {"least_contract": ""}]
)
def test_wrong_weights_are_named_and_nothing_is_planned(signed, cluster, wrong):
    answer = page(signed, cluster, **weights(**wrong))
    assert answer.status_code == 422
    assert "page" not in answer.context
    assert set(answer.context["form"].errors) == set(wrong)


def test_a_wrong_day_is_said(signed, cluster):
    assert page(signed, cluster, on="никогда").status_code == 422


def test_in_english(signed, cluster):
    signed.cookies["django_language"] = "en"
    text = text_of(page(signed, cluster))
    assert "The cheapest way to conform: 165,400" in text
    typed = weights(recruit_supplier="1,000", agreement="0,5", shift_contract="")
    assert page(signed, cluster, **typed).context["page"].cost == "1,000.50"


def test_a_cluster_without_a_workbook_says_what_to_do(signed, empty_cluster):
    answer = page(signed, empty_cluster)
    assert answer.status_code == 200
    assert reverse("registry:upload", args=[empty_cluster.slug]) in text_of(answer)


def test_missing_data_are_named(signed, cluster):
    sheet = ClusterSheet.objects.get(cluster=cluster)
    sheet.content["purchases"] = []
    sheet.save()
    assert "Нет данных для правил" in text_of(page(signed, cluster))


def test_sums_beyond_all_bounds_and_a_search_that_takes_too_long(signed, cluster, monkeypatch):
    sheet = ClusterSheet.objects.get(cluster=cluster)
    sheet.content["purchases"][0]["amount"] = "9" * 18 + ".00"
    sheet.content["purchases"][0]["seller"] = None
    sheet.save()
    assert "слишком велики" in text_of(page(signed, cluster))

    def slow(*args, **options):
        raise subprocess.TimeoutExpired("plan", 1)

    monkeypatch.setattr(bridge.subprocess, "run", slow)
    assert "слишком много времени" in text_of(page(signed, cluster, **weights(agreement="7")))


def test_a_stranger_sees_no_plan(client, cluster, clock, person):
    client.force_login(person("stranger@example.org", ("cluster_manager", "organisation", 9999)))
    assert page(client, cluster).status_code == 404


def test_the_verdict_leads_to_the_plan(signed, cluster):
    answer = signed.get(reverse("registry:verdict", args=[cluster.slug]), {"on": "2021-06-24"})
    assert reverse("registry:plan", args=[cluster.slug]) in answer.content.decode()
