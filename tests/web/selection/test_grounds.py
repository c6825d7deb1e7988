"""What a letter of the result gives as the ground: the rule that decided, in both languages, and never a score."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from svetovod.web.selection.changing import changed
from svetovod.web.selection.grounds import grounds
from svetovod.web.selection.mandate import Change

from .given import ranked

THREE = {"П-01": ("9",), "П-02": ("8",), "П-03": ("7",)}
QUOTA = [{"by": "direction", "name": "27.3", "at_most": "70.00", "at_least": None}]


def said(run, code, lang, state="ranked", reason=""):
    row = SimpleNamespace(
        project=SimpleNamespace(code=code), state=state, reason=reason, requested=Decimal("60.00")
    )  # fmt: skip
    with translation.override(lang):
        return grounds(row, run).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("code", "points", "rules", "ru", "en", "never"),
    [
        ("П-01", THREE, {}, "запрашиваемая сумма полностью", "the whole sum requested", ""),
        ("П-02", THREE, {}, "оставалось 40,00", "RUB 40.00 were left", ""),
        ("П-03", THREE, {}, "Заявка включена в резервный перечень.", "is on the reserve list", "40"),
        ("П-02", THREE, {"winners": "1"}, "не больше 1, и все места заняты", "at most 1 winners", "оставалось"),
        ("П-02", THREE, {"distribution": "proportional"}, "выделено по общей доле", "each gets the same part", "оста"),
        (
            "П-02", THREE, {"quotas": QUOTA, "more": {code: {"direction": "27.3"} for code in THREE}},
            "Квота «27.3» исчерпана", "The quota “27.3” is used up", "",
        ),
        (
            "П-02", THREE, {"years": {"2022": "70.00", "2023": "30.00"},
                            "more": {"П-02": {"by_year": {"2022": "60.00"}}}, "distribution": "rest"},
            "столько осталось в годах", "left in the years asked for", "",
        ),
        ("П-03", THREE | {"П-03": ("5",)}, {}, "проходной балл не набран", "passing score is not reached", "критер"),
        (
            "П-03", THREE, {"least": {"least": "7.5"}}, "По критерию набрано меньше баллов",
            "In a criterion the points are fewer", "проходной",
        ),
        (
            "П-03", THREE | {"П-03": ("5",)}, {"least": {"least": "7.5"}}, "не набран. По критерию набрано меньше",
            "not reached. In a criterion", "",
        ),
        (
            "П-03", {"П-01": ("9", "9"), "П-02": ("8", "8"), "П-03": ("7",)}, {"sheets_needed": "2"},
            "Оценок экспертов меньше 2", "Fewer than 2 experts have scored it", "Ни один",
        ),
        ("П-03", THREE | {"П-03": ()}, {}, "Ни один оценочный лист не учтён", "No score sheet was counted", ""),
    ],
)  # fmt: skip
def test_the_rule_that_decided(code, points, rules, ru, en, never):
    run = ranked(points, **rules)
    assert ru in said(run, code, "ru") and en in said(run, code, "en")
    assert not never or never not in said(run, code, "ru")
    place = next((place for place in run.result["ranking"] if place["project"] == code), None)
    for text in (said(run, code, "ru"), said(run, code, "en")):
        assert place is None or place["score"] not in text.replace(",", ".")


def test_not_admitted_has_its_own_reason():
    run = ranked(THREE, more={"П-03": {"admitted": False}})
    assert "Основание: нет подписи" in said(run, "П-03", "ru", "not_admitted", "нет подписи")
    assert "Reason: no signature" in said(run, "П-03", "en", "not_admitted", "no signature")


@pytest.mark.parametrize(
    ("status", "allocated", "ru", "en"),
    [
        ("partial", "30.00", "из запрашиваемых", "of RUB 60.00 requested"),
        ("reserve", "0.00", "в резервный перечень", "on the reserve list"),
        ("declined", "0.00", "Комиссия", "The commission decided otherwise"),
    ],
)
def test_what_the_commission_decided_has_its_ground_and_no_other(status, allocated, ru, en):
    run = ranked(THREE)
    run.result = changed(run.result, [Change("П-01", status, allocated, "Кластер утратил статус")])
    texts = {lang: said(run, "П-01", lang) for lang in ("ru", "en")}
    assert ru in texts["ru"] and en in texts["en"]
    assert all("Кластер утратил статус" in text for text in texts.values())
    assert "оставалось" not in texts["ru"] and "проходной" not in texts["ru"]
