import re
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.registry.models import ClusterSheet, Organisation
from svetovod.web.registry.planning import bridge


def page(client, cluster, **asked):
    return client.get(reverse("registry:plan", args=[cluster.slug]), {"on": "2021-06-24", **asked})


def text_of(answer):
    return " ".join(answer.content.decode().split())


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


@pytest.mark.parametrize("name", ["plan", "what_if", "map", "verdict"])
def test_every_calculation_says_whose_figures_it_rests_on(signed, cluster, name):
    url = reverse(f"registry:{name}", args=[cluster.slug])
    day = "на 24.06.2021; не является решением Минпромторга."
    assert f"Расчёт по сведениям специализированной организации {day}" in text_of(signed.get(url))
    ClusterSheet.objects.update(sources=[{"inn": "0000000018", "name": "A", "by": "enterprise", "way": "link"}])
    assert f"Расчёт по сведениям участников {day}" in text_of(signed.get(url))


def test_the_verdict_leads_to_the_plan(signed, cluster):
    answer = signed.get(reverse("registry:verdict", args=[cluster.slug]), {"on": "2021-06-24"})
    assert reverse("registry:plan", args=[cluster.slug]) in answer.content.decode()


HEADER = "ИНН;Наименование;Роль;Регион;Продукция (ОКПД2);Стоимость привлечения, руб."


def send(client, cluster, text, name="c.csv", **more):
    content = text if isinstance(text, bytes) else text.encode()
    asked = {"on": "2021-06-24", "candidates": SimpleUploadedFile(name, content), **more}
    return client.post(reverse("registry:plan", args=[cluster.slug]), asked)


def outside_code(cluster):
    """The code of the largest outside purchase."""
    content = cluster.sheets.first().content
    inns = {row["inn"] for row in content["participants"]}
    return max((r for r in content["purchases"] if r["seller"] not in inns), key=lambda r: float(r["amount"]))["okpd2"]


def test_a_candidate_of_a_file_is_in_the_plan(signed, cluster):
    inn = invented_inn(931)
    text = f"{HEADER}\n{inn};Завод кандидата;поставщик;Мордовия;{outside_code(cluster)};1\n"
    only = weights(shift_contract="1", recruit_supplier="1", agreement="1")
    for encoded in (text.encode(), text.encode("cp1251")):
        answer = send(signed, cluster, encoded, **only)
        assert answer.status_code == 200
        assert answer.context["joining_count"] == 1
        assert "1 кандидат из «c.csv» учтён" in text_of(answer)
    assert ClusterSheet.objects.count() == 1


def test_rows_not_understood_are_named_with_their_place(signed, cluster):
    answer = send(signed, cluster, f"{HEADER}\n123;Завод;король;Мордовия;27.31;-1\n")
    assert answer.status_code == 422
    found = [(each.row, each.column) for _sheet, rows in answer.context["problems"] for each in rows]
    assert {(2, "ИНН"), (2, "Роль")} <= set(found)
    assert answer.context["page"].found


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 x;y", b"PK\x03\x04zip", b"\x00\x01;,", b"words"])
def test_what_is_no_table_is_refused(signed, cluster, content):
    answer = send(signed, cluster, content, name="c.xlsx")
    assert answer.status_code == 422


def test_an_outside_seller_of_the_registry_is_called_by_its_name(signed, cluster):
    content = cluster.sheets.first().content
    inns = {row["inn"] for row in content["participants"]}
    for inn in {row["seller"] for row in content["purchases"] if row["seller"]} - inns:
        Organisation.objects.create(inn=inn, name=f"Завод {inn}", region="RU-MO")
    cheap = weights(recruit_supplier="1", agreement="0", shift_contract="", buy_rate="", drop_participant="")
    steps = page(signed, cluster, **cheap).context["page"].steps
    assert any(f"Завод {inn}" in step.sentence for step in steps for inn in inns | {"0000009010"})


def asks(client, cluster, inn, makes, **more):
    """A search by INN, with that organisation ticked and what it makes typed."""
    return page(client, cluster, q=inn, c=inn, **{f"makes-{inn}": makes}, **more)


def nobody_makes(cluster, code):
    """What is bought outside is of one code, from sellers nobody knows."""
    sheet = cluster.sheets.first()
    inns = {row["inn"] for row in sheet.content["participants"]}
    for row in sheet.content["purchases"]:
        if row["seller"] not in inns:
            row["seller"], row["okpd2"] = None, code
    sheet.save()


@pytest.fixture
def enterprise(db):
    return Organisation.objects.create(inn=invented_inn(932), name="Завод из реестра", region="RU-NIZ")


def test_a_supplier_of_the_registry_is_found_and_counted_in(signed, cluster, enterprise):
    assert "Завод из реестра" not in text_of(page(signed, cluster))
    for search in ({"q": "ЗАВОД ИЗ"}, {"q": enterprise.inn[:8]}, {"in": "RU-NIZ"}):
        found = page(signed, cluster, **search)
        assert [each.organisation for each in found.context["found"]] == [enterprise]
        assert not found.context["chosen"]
    nobody_makes(cluster, "20.59.59")
    only = weights(buy_rate="", drop_participant="")
    assert not asks(signed, cluster, enterprise.inn, "", **only).context["page"].found
    text = text_of(asks(signed, cluster, enterprise.inn, " 20.59 ", **only))
    steps = text[text.index('id="steps"') : text.index('id="weights"')]
    assert "Завод из реестра" in steps
    # the choice goes with the weights and with the day
    assert text.count(f'type="hidden" name="c" value="{enterprise.inn}"') == 3


def test_whoever_may_not_join_is_not_found(signed, cluster, enterprise):
    member = cluster.memberships.select_related("organisation").first().organisation
    Organisation.objects.filter(pk=enterprise.pk).update(hidden=True)
    real = Organisation.objects.create(inn="7707083893", name="Завод настоящий", region="RU-NIZ")
    bank = Organisation.objects.create(inn=invented_inn(933), name="Завод-ведомство", region="RU-NIZ", kind="authority")
    for row in (member, enterprise, real, bank):
        answer = asks(signed, cluster, row.inn, "27.31")
        assert not answer.context["found"] and not answer.context["chosen"]
        assert "Больше никто не найден" in text_of(answer)


def test_what_is_no_code_is_said_at_its_field_and_the_rest_counts(signed, cluster, enterprise):
    answer = asks(signed, cluster, enterprise.inn, "27.31; лампы")
    assert answer.status_code == 422
    assert answer.context["page"].found
    (chosen,) = answer.context["chosen"]
    assert chosen.codes == ("27.31",) and "Не код: лампы" in text_of(answer)


def test_the_chosen_and_a_file_are_counted_together(signed, cluster, enterprise):
    text = f"{HEADER}\n{invented_inn(931)};Завод кандидата;поставщик;Мордовия;{outside_code(cluster)};1\n"
    answer = send(signed, cluster, text, c=enterprise.inn, **{f"makes-{enterprise.inn}": "27.31"})
    assert answer.status_code == 200
    assert answer.context["joining_count"] == 1 and len(answer.context["chosen"]) == 1
