import re

from django.urls import reverse

from svetovod.web.registry.models import ClusterSheet


def page(client, cluster):
    return client.get(reverse("registry:map", args=[cluster.slug]))


def test_the_headline_is_the_dependence(signed, cluster):
    answer = page(signed, cluster).content.decode()
    assert "14,23\u00a0%" in re.search("<h1>(.*?)</h1>", answer, re.S)[1]


def test_every_line_leads_to_its_purchases(signed, cluster):
    answer = page(signed, cluster).content.decode()
    lines = set(re.findall('<a href="#(buy-[^"]+)"', answer))
    rows = set(re.findall('<tr id="(buy-[^"]+)"', answer))
    assert lines
    assert lines <= rows


def test_a_cluster_without_a_workbook_says_what_to_do(signed, empty_cluster):
    answer = page(signed, empty_cluster)
    assert answer.status_code == 200
    assert reverse("registry:upload", args=[empty_cluster.slug]) in answer.content.decode()


def test_a_year_without_purchases_has_a_page(signed, cluster):
    sheet = ClusterSheet.objects.get(cluster=cluster)
    sheet.content["purchases"] = []
    sheet.save()
    answer = page(signed, cluster)
    assert answer.context["page"].chart is None
    assert answer.context["page"].law.value is None


def test_a_stranger_sees_no_map(client, cluster, clock, person):
    client.force_login(person("stranger@example.org", ("cluster_manager", "organisation", 9999)))
    assert page(client, cluster).status_code == 404


def test_the_denominator_is_switched_and_the_law_stays_first(signed, cluster):
    at = reverse("registry:map", args=[cluster.slug])
    law = signed.get(at)
    other = signed.get(f"{at}?by=all_purchases")
    assert [law.context["page"].by, other.context["page"].by] == ["product_purchases", "all_purchases"]
    assert "14,23\u00a0%" in re.search("<h1>(.*?)</h1>", other.content.decode(), re.S)[1]
    assert "только так, как считает постановление" in other.content.decode()
    assert "только так, как считает постановление" not in law.content.decode()
    costs = signed.get(f"{at}?by=cost_of_sales").content.decode()
    assert "пока не посчитать" in costs
    assert signed.get(f"{at}?by=<script>").context["page"].by == "product_purchases"


def test_the_matrix_stands_beside_the_graph(signed, cluster):
    answer = page(signed, cluster).content.decode()
    assert 'id="matrix"' in answer
    assert "Матрица закупок" in answer


def test_a_line_leads_to_purchases_that_stand_open_with_their_products(signed, cluster):
    answer = page(signed, cluster).content.decode()
    few = next(pair for pair in page(signed, cluster).context["page"].pairs if pair.few)
    row = answer[answer.index(f'<tr id="{few.anchor}"') :].partition("</tr>")[0]
    assert "<details" not in row
    assert few.deals[0].okpd2 in row
    assert few.deals[0].product in row


def test_the_cost_of_sales_is_a_denominator_once_it_is_given(signed, cluster):
    sheet = ClusterSheet.objects.get(cluster=cluster)
    for row in sheet.content["participants"]:
        row["cost_of_sales"] = "1000000000.00" if row["role"] == "final_producer" else None
    producers = sum(row["role"] == "final_producer" for row in sheet.content["participants"])
    sheet.save()
    found = signed.get(reverse("registry:map", args=[cluster.slug]) + "?by=cost_of_sales").context["page"]
    assert found.chosen.total == producers * 10**9
    assert found.chosen.value == (found.law.inside / (producers * 10**9)).quantize(found.chosen.value)
