import re
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from svetovod.engine.workbooks.samples import invented_inn
from svetovod.web.registry import bridge
from svetovod.web.registry.models import ClusterSheet, StoredVerdict
from svetovod.web.registry.whatif import page as panel_page

DAY = "2021-06-24"


@pytest.fixture
def content(cluster):
    return cluster.sheets.first().content


def outside(content):
    """The largest purchase from outside that counts, and a supplier among the participants."""
    inns = {row["inn"] for row in content["participants"]}
    makers = {row["inn"] for row in content["participants"] if row["role"] == "final_producer"}
    rows = [
        r for r in content["purchases"] if r["seller"] not in inns and r["buyer"] in makers and r["for_final_product"]
    ]
    supplier = next(row["inn"] for row in content["participants"] if row["role"] == "supplier")
    return max(rows, key=lambda r: Decimal(r["amount"])), supplier


def move(content):
    row, supplier = outside(content)
    return f"move~{row['buyer']}~{row['seller'] or ''}~{row['okpd2']}~{supplier}"


def ask(client, cluster, *pairs, **more):
    given = {"on": DAY, "s": [s for s, _a in pairs], "a": [a for _s, a in pairs], **more}
    return client.get(reverse("registry:what_if", args=[cluster.slug]), given)


def text_of(answer):
    return re.sub(r"[\u00a0\u202f]", " ", answer.content.decode())


def test_without_steps_the_verdict_is_that_of_the_workbook(signed, cluster):
    answer = ask(signed, cluster)
    assert answer.status_code == 200
    assert answer.context["panel"].before.because == answer.context["panel"].after.because
    assert "14,23 %" in text_of(answer)


def test_moved_purchases_flip_the_rule_and_nothing_is_kept(signed, cluster, content):
    kept = StoredVerdict.objects.count(), ClusterSheet.objects.count()
    row, _supplier = outside(content)
    answer = ask(signed, cluster, (move(content), row["amount"]))
    panel = answer.context["panel"]
    flipped = next(row for row in panel.flips if row["then"].key == "cluster.func_dependence_min")
    assert (flipped["now"].kind, flipped["then"].kind) == ("no", "yes")
    assert panel.turns
    assert kept == (StoredVerdict.objects.count(), ClusterSheet.objects.count())


def test_the_ratio_is_the_sum_moved_over_all_purchases(signed, cluster, content):
    panel = ask(signed, cluster, (move(content), "1 000 000,50")).context["panel"]
    before, after = (
        next(r for r in v.rules if r.key == "cluster.func_dependence_min")
        for v in (panel.tried.before, panel.tried.after)
    )
    assert after.numerator - before.numerator == Decimal("1000000.50")
    assert after.denominator == before.denominator


def test_a_form_adds_its_step_to_the_address(signed, cluster, content):
    row, supplier = outside(content)
    asked = {
        "add": "move", "move-what": f"{row['buyer']}~{row['seller'] or ''}~{row['okpd2']}", "move-to": supplier,
        "move-amount": "5 000 000,00",
    }  # fmt: skip
    answer = ask(signed, cluster, ("join~new-1~supplier~~~~", ""), **asked)
    assert answer.status_code == 302
    found = parse_qs(urlsplit(answer["Location"]).query, keep_blank_values=True)
    assert found == {"on": [DAY], "s": ["join~new-1~supplier~~~~", move(content)], "a": ["", "5000000"]}


@pytest.mark.parametrize(
    ("add", "given", "token"),
    [
        ("sum", {"what": "{buyer}~{seller}~{okpd2}", "amount": "10,5"}, "sum~{buyer}~{seller}~{okpd2}"),
        ("buy", {"buyer": "{buyer}", "seller": "{member}", "okpd2": "27", "amount": "7"}, "sum~{buyer}~{member}~27"),
        ("join", {"role": "supplier", "newcomer": "on", "employees": "5"}, "join~new-1~supplier~n~5~~"),
        ("join", {"role": "supplier", "inn": "7705\u00a0596339 / 770501001"}, "join~7705596339~supplier~~~~"),
        ("leave", {"who": "{member}"}, "leave~{member}"),
        ("alter", {"who": "{member}", "role": "final_producer", "special": "on"}, "alter~{member}~final_producer~s"),
    ],
)  # fmt: skip
def test_every_form_makes_a_step_that_can_be_taken(signed, cluster, content, add, given, token):
    row, member = outside(content)
    known = {"buyer": row["buyer"], "seller": row["seller"] or "", "okpd2": row["okpd2"], "member": member}
    fields = {f"{add}-{name}": value.format(**known) for name, value in given.items()}
    answer = ask(signed, cluster, add=add, **fields)
    assert answer.status_code == 302
    assert parse_qs(urlsplit(answer["Location"]).query)["s"] == [token.format(**known)]
    shown = signed.get(answer["Location"])
    assert (shown.status_code, shown.context["panel"].wrong) == (200, False)


def test_buttons_undo_a_step_and_lead_to_the_plan(signed, cluster, content):
    steps = (move(content), "1000000"), ("join~new-1~supplier~~~~", "")
    left = ask(signed, cluster, *steps, drop="0", **{"move-what": ""})
    assert parse_qs(urlsplit(left["Location"]).query)["s"] == [steps[1][0]]
    plan = ask(signed, cluster, *steps, plan="1")
    assert plan["Location"].startswith(reverse("registry:plan", args=[cluster.slug]))
    assert parse_qs(urlsplit(plan["Location"]).query)["s"] == [step for step, _sum in steps]


def test_the_plan_goes_on_from_the_steps(signed, cluster, content):
    row, _supplier = outside(content)
    given = {"on": DAY, "s": [move(content)], "a": [row["amount"]]}
    answer = signed.get(reverse("registry:plan", args=[cluster.slug]), given)
    assert answer.context["page"].nothing
    assert "1 шаг" in text_of(answer)


@pytest.mark.parametrize(
    ("token", "typed", "said"),
    [
        ("{move}", "999999999999", "закупается только"),
        ("{move}", "-1", "больше либо равно 0"),
        ("{move}", "много", "Запишите сумму в рублях"),
        ("{move}", "", "Обязательное поле"),
        ("move~1~2", "1", "адрес повреждён"),
        ("boo", "", "адрес повреждён"),
        ("leave~0000000000", "", "адрес повреждён"),
        ("join~new-1~king~~~~", "", "адрес повреждён"),
        ("join~new-1~supplier~~9999999999~~", "", "адрес повреждён"),
        ("join~{member}~supplier~~~~", "", "уже участник"),
        ("leave~{stranger}", "", "это не участник"),
        ("sum~{stranger}~~27.40", "1", "это не участник"),
        ("sum~{member}~{member}~27.40", "1", "у самого себя"),
    ],
)  # fmt: skip
def test_a_wrong_step_says_what_is_wrong_and_the_others_stand(signed, cluster, content, token, typed, said):
    _row, member = outside(content)
    known = {"move": move(content), "member": member, "stranger": invented_inn(77)}
    good = (move(content), "1000000")
    answer = ask(signed, cluster, (token.format(**known), typed), good)
    assert answer.status_code == 422
    rows = answer.context["panel"].steps
    assert said in re.sub(r"[\u00a0\u202f]", " ", str(rows[0].error))
    assert not rows[1].error
    assert answer.context["panel"].after.because == ask(signed, cluster, good).context["panel"].after.because


@pytest.mark.parametrize(
    ("add", "given"),
    [
        ("move", {}),
        ("move", {"what": "1~2~3"}),
        ("join", {"inn": "123", "role": "supplier"}),
        ("join", {"inn": "", "role": "king"}),
        ("buy", {"buyer": "nobody", "okpd2": "x", "amount": "-1"}),
        ("leave", {"who": ""}),
    ],
)
def test_a_wrong_form_stays_with_what_was_typed(signed, cluster, add, given):
    answer = ask(signed, cluster, add=add, **{f"{add}-{name}": value for name, value in given.items()})
    assert answer.status_code == 422
    form = next(form for form in answer.context["forms"] if form.is_bound)
    assert form.kind == add
    assert form.errors


def test_the_address_holds_a_bounded_number_of_steps(signed, cluster):
    many = [(f"join~new-{n}~supplier~~~~", "") for n in range(60)]
    answer = ask(signed, cluster, *many)
    assert len(answer.context["panel"].steps) == 50
    assert "не помещается" in text_of(answer)


def test_a_day_of_another_edition_and_a_wrong_day(signed, cluster):
    assert ask(signed, cluster, on="2015-08-01").status_code in {200, 422}
    assert ask(signed, cluster, on="вчера").status_code == 422


def test_a_large_cluster_asks_the_database_no_more(signed, cluster, content, django_assert_max_num_queries):
    sheet = cluster.sheets.first()
    people = [{**content["participants"][0], "inn": invented_inn(600 + n), "name": f"Завод {n}"} for n in range(40)]
    sheet.content["participants"] = people
    pattern = content["purchases"][0]
    sheet.content["purchases"] = [
        {**pattern, "buyer": people[n % 40]["inn"], "seller": invented_inn(700 + n % 50), "okpd2": f"27.{10 + n % 60}"}
        for n in range(800)
    ]
    sheet.save()
    ask(signed, cluster)  # the first page of a session writes it down
    with django_assert_max_num_queries(12):
        answer = ask(signed, cluster, (f"leave~{people[3]['inn']}", ""))
    assert answer.status_code == 200
    forms = {form.kind: form for form in answer.context["forms"]}
    assert sum(len(options) for _name, options in forms["move"].fields["what"].choices[1:]) == 200
    mine = ask(signed, cluster, buyer=people[5]["inn"]).context["forms"][0].fields["what"].choices[1:]
    assert [name for name, _options in mine] == ["Завод 5"]


def test_a_cluster_without_a_workbook_says_what_to_do(signed, empty_cluster):
    answer = ask(signed, empty_cluster)
    assert answer.status_code == 200
    assert reverse("registry:upload", args=[empty_cluster.slug]) in text_of(answer)


def test_who_may_not_see_the_figures_sees_no_panel(client, cluster, clock, person):
    client.force_login(person("stranger@example.org", ("cluster_manager", "organisation", 9999)))
    assert ask(client, cluster).status_code == 404
    client.logout()
    assert ask(client, cluster).status_code == 302


def test_a_hidden_enterprise_outside_is_not_named(signed, cluster, content):
    from svetovod.web.registry.models import Organisation

    row, _supplier = outside(content)
    sheet = cluster.sheets.first()
    inn = invented_inn(812)
    sheet.content["purchases"] = [{**r, "seller": inn} if r == row else r for r in content["purchases"]]
    sheet.save()
    there = Organisation.objects.create(inn=inn, name="Тайный завод", region="RU-MO")
    assert "Тайный завод" in text_of(ask(signed, cluster))
    Organisation.objects.filter(pk=there.pk).update(hidden=True)
    assert "Тайный завод" not in text_of(ask(signed, cluster))


def test_in_english(signed, cluster, content):
    signed.cookies["django_language"] = "en"
    text = text_of(ask(signed, cluster, (move(content), "1000000")))
    assert "after 1 step." in text
    assert bridge.ACT in text


def test_the_panel_is_drawn_from_the_engine_alone(content):
    panel = panel_page.build(content, [], bridge.editions(None)[-1].on, {})
    assert panel.flips == []
    assert not panel.wrong
