"""A sum of a document, in its currency and with its VAT, becomes rubles without VAT to the kopeck."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.web.common.errors import Refused
from svetovod.web.projects import bridge, services
from svetovod.web.projects.models import CostRow
from svetovod.web.projects.selectors import live_content

from .conftest import AT, add_cost

MONEY = st.decimals("0.01", "9999999999", places=2)
RATE = st.decimals("0.0001", "999", places=6)


@given(MONEY, RATE, st.sampled_from(["", "none", "0", "5", "10", "20", "22"]))
def test_the_rubles_are_within_half_a_kopeck_of_the_exact_sum(given_sum, rate, vat):
    found = bridge.rubles(given_sum, rate, vat)
    percent = int(vat) if vat.isdigit() else 0
    exact = Fraction(given_sum) * Fraction(rate) / (1 + Fraction(percent, 100))
    assert abs(Fraction(found) - exact) <= Fraction(1, 200)
    assert found == found.quantize(Decimal("0.01"))


@given(MONEY)
def test_rubles_without_vat_stay_as_they_are(amount):
    assert bridge.rubles(amount, None, "") == amount == bridge.rubles(amount, None, "none")


def test_vat_mixed_in_is_taken_out(scene, project):
    row = add_cost(scene, project, given=Decimal("120000.00"), vat="20")
    assert (row.amount, row.given, row.vat) == (Decimal("100000.00"), Decimal("120000.00"), "20")
    said = live_content(project)["costs"][-1]
    assert (said["amount"], said["given"], said["vat"]) == ("100000.00", "120000.00", "20")


def test_a_foreign_sum_is_counted_at_its_rate(scene, project):
    row = add_cost(
        scene, project, given=Decimal("1000.00"), currency="USD", rate=Decimal("73.2157"), rate_on=date(2022, 3, 1)
    )
    assert row.amount == Decimal("73215.70")
    said = live_content(project)["costs"][-1]
    assert (said["currency"], said["rate_rub"], said["rate_on"]) == ("USD", "73.2157", "2022-03-01")


def test_plain_rubles_add_nothing_to_a_content(project):
    assert set(live_content(project)["costs"][0]) == {
        "key", "position", "kind", "payer", "payer_name", "on", "amount", "evidence", "other_support",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"given": Decimal(1000), "currency": "USD"}, "cost.rate.needed"),
        ({"given": Decimal(1000), "currency": "USD", "rate": Decimal(70)}, "cost.rate_on.needed"),
        ({"given": Decimal(1000), "rate": Decimal(70), "rate_on": date(2022, 3, 1)}, "cost.rate.ruble"),
        ({"given": Decimal(1000), "vat": "18"}, "cost.vat.day"),
        (
            {"given": Decimal("0.01"), "currency": "JPY", "rate": Decimal("0.1"), "rate_on": date(2022, 3, 1)},
            "cost.amount.small",
        ),
        (
            {"given": Decimal(10) ** 15, "currency": "USD", "rate": Decimal(70), "rate_on": date(2022, 3, 1)},
            "cost.amount.large",
        ),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(scene, project, fields, code):
    before = CostRow.objects.filter(project=project).count()
    with pytest.raises(Refused) as refused:
        add_cost(scene, project, **fields)
    assert refused.value.code == code
    assert CostRow.objects.filter(project=project).count() == before


def test_other_support_as_the_source_marks_the_row(scene, project):
    row = add_cost(scene, project, funding="other")
    assert row.other_support
    with pytest.raises(Refused, match="has other support"):
        services.cost_edit(actor=scene.initiator, cost=row, fields={"other_support": False}, at=AT)


def test_an_amount_written_over_forgets_the_foreign_sum(scene, project):
    row = add_cost(
        scene, project, given=Decimal(1000), currency="USD", rate=Decimal(70), rate_on=date(2022, 3, 1), vat="20"
    )
    fresh = services.cost_edit(actor=scene.initiator, cost=row, fields={"amount": Decimal(5)}, at=AT)
    assert (fresh.amount, fresh.given, fresh.currency, fresh.rate, fresh.vat) == (5, None, "RUB", None, "")


def test_the_form_takes_a_foreign_sum_and_shows_it_again(scene, project, signed):
    client = signed(scene.people["initiator"])
    url = f"/projects/{project.code}/estimate/"
    body = {
        "kind": "equipment", "payer": scene.a.pk, "on": "2022-03-01", "amount": "1 000,50", "currency": "USD",
        "rate": "73,2157", "rate_on": "28.02.2022", "vat": "20", "funding": "loan", "evidence": "No. 5",
    }  # fmt: skip
    assert client.post(url, body).status_code == 302
    row = project.costs.last()
    assert row.amount == Decimal("61043.59")  # 1000.50 x 73.2157 / 1.2
    page = client.get(f"{url}{row.pk}/").content.decode()
    assert 'value="1000.50"' in page
    assert 'value="73.2157"' in page
    assert client.post(url, body | {"rate": ""}).status_code == 422
    assert "Write the rate of the Bank of Russia" in client.post(url, body | {"rate": ""}).content.decode()
    assert client.post(url, body | {"rate": "семьдесят"}).status_code == 422
