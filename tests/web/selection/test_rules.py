"""Rules of the round as data: typed by the secretary, announced word for word, and ranked by."""

from datetime import date
from decimal import Decimal

import pytest

from svetovod.web.selection import bridge
from svetovod.web.selection.announcement import words
from svetovod.web.selection.announcement.content import content
from svetovod.web.selection.announcement.faults import faults
from svetovod.web.selection.forms import TermsForm
from svetovod.web.selection.models import SelectionRound

from .test_announcing import AT, TERMS

pytestmark = pytest.mark.django_db


def typed(**more: str) -> TermsForm:
    return TermsForm(TERMS | more)


def test_rules_are_typed_read_back_and_said():
    form = typed(
        aggregation="median", ties="heaviest", reserve_until="2022-12-31",
        quotas="Республика Мордовия: не более 200 000 000\nМордовия: не менее 1000\nПензенская область: at most 5,5",
    )  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.cleaned_data["quotas"] == [
        {"name": "RU-MO", "at_most": "200000000.00", "at_least": "1000.00"},
        {"name": "RU-PNZ", "at_most": "5.50", "at_least": None},
    ]
    shown = form.fields["quotas"].prepare_value(form.cleaned_data["quotas"])
    assert TermsForm(TERMS | {"quotas": shown}).fields["quotas"].clean(shown) == form.cleaned_data["quotas"]
    said = words.quotas_said(form.cleaned_data["quotas"]).replace("\u00a0", " ")
    assert said.startswith("Республика Мордовия: не более 200 000 000,00")


@pytest.mark.parametrize("quotas", ["Мордовия 5", "Атлантида: не более 5", "Мордовия: не более много"])
def test_what_cannot_be_read_is_refused(quotas):
    assert "quotas" in typed(quotas=quotas).errors


def test_defaults_are_what_they_were():
    form = typed()
    assert form.is_valid()
    assert (form.cleaned_data["aggregation"], form.cleaned_data["ties"]) == ("mean", "registered_at")


def test_more_kept_than_there_is_stands_before_the_announcement(db):
    row = SelectionRound(limit=Decimal(100), quotas=[{"name": "RU-MO", "at_most": None, "at_least": "101.00"}])
    row.save()
    assert any("101,00" in fault.text for fault in faults(row, AT) if fault.blocking)


def test_the_ranking_follows_the_rules(make_world):
    world = make_world(projects=3)
    SelectionRound.objects.filter(pk=world.round.pk).update(state="draft")
    row = SelectionRound.objects.get(pk=world.round.pk)
    row.aggregation, row.ties, row.reserve_until = "trimmed_mean", "heaviest", date(2022, 12, 31)
    row.quotas = [{"name": "RU-MO", "at_most": "1.00", "at_least": None}]
    given = bridge.to_engine(row)
    heaviest = max(row.criteria.all(), key=lambda each: each.weight).code
    assert given.ties == (f"criterion:{heaviest}", "registered_at")
    assert (given.aggregation.value, given.quotas[0].name) == ("trimmed_mean", "Республика Мордовия")
    announced = content(row)
    assert (announced["aggregation"], announced["ties"]) == ("trimmed_mean", "heaviest")
    assert [line.value for line in words.lines(announced) if "Квоты" in str(line.label)] != []
    old = {key: value for key, value in announced.items() if key not in ("quotas", "reserve_until")}
    assert words.lines(old)
    assert [change.after for change in words.changes(old, announced)][-1].endswith("2022")
