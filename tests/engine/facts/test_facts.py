"""The packaged facts: every parameter of the fact base, section 7, look-ups by date, what-if and verification."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from svetovod.engine.facts import BeforeFirstEditionError, Facts, FactsError, Label, Status, Use, Value, load

# key, day, value, status, use, source: domain/regulation.md, section 7
SECTION_7: list[tuple[str, date, Value, str, str, str]] = [
    ("cluster.min_participants", date(2015, 7, 31), 10, "secondary", "warn", "A-24"),
    ("cluster.min_participants", date(2022, 12, 21), 10, "secondary", "warn", "A-24"),
    ("cluster.min_final_producers", date(2021, 6, 24), 1, "secondary", "warn", "A-25"),
    ("cluster.func_dependence_min", date(2018, 8, 2), Decimal("0.20"), "secondary", "warn", "A-26"),
    ("cluster.func_dependence_min_reduced", date(2021, 11, 16), Decimal("0.10"), "secondary", "warn", "A-27"),
    ("cluster.reduced_territory_share_min", date(2021, 11, 16), Decimal("0.30"), "secondary", "warn", "A-27"),
    ("cluster.max_newcomers_no_coop", date(2021, 11, 16), 3, "secondary", "warn", "A-29"),
    ("cluster.newcomer_contract_years", date(2021, 11, 16), 3, "secondary", "warn", "A-30"),
    ("cluster.hpj_share_min", date(2021, 11, 15), Decimal("0.50"), "memory", "info", "A-33"),
    ("cluster.productivity_above_region", date(2021, 11, 15), True, "memory", "info", "A-34"),
    ("cluster.min_education_bodies", date(2021, 11, 15), 1, "memory", "info", "A-35"),
    ("cluster.min_tech_infra_objects", date(2021, 11, 15), 2, "memory", "info", "A-36"),
    ("confirm.review_working_days", date(2015, 7, 31), 30, "secondary", "warn", "A-55"),
    ("confirm.old_decision_valid_years", date(2021, 11, 16), 5, "seen", "hard", "A-13"),
    ("subsidy.rate_max", date(2021, 4, 7), Decimal("0.50"), "secondary", "warn", "B-27"),
    ("subsidy.rate_max", date(2021, 4, 8), Decimal("0.30"), "secondary", "warn", "B-28"),
    ("subsidy.cap_rub_per_project", date(2022, 12, 31), 300_000_000, "secondary", "warn", "B-29"),
    ("subsidy.period_years", date(2021, 4, 8), 3, "secondary", "warn", "B-30"),
    ("subsidy.starter_batch_rate_max", date(2023, 1, 1), Decimal("0.50"), "secondary", "warn", "B-36"),
    ("subsidy.starter_batch_cap_rub", date(2023, 1, 1), 150_000_000, "secondary", "warn", "B-37"),
    ("subsidy.starter_batch_costs_since", date(2023, 1, 1), date(2023, 1, 1), "secondary", "warn", "B-38"),
    ("project.indicator_period", date(2021, 4, 8), "half_year", "seen", "warn", "B-50"),
    ("project.must_fit_functional_map", date(2018, 5, 24), True, "seen", "warn", "C-04"),
    ("project.must_fit_programme", date(2018, 5, 24), True, "seen", "warn", "C-04"),
    ("project.min_participants", date(2016, 1, 28), 2, "memory", "info", "B-45"),
    ("selection.intake_close", date(2021, 11, 22), date(2021, 11, 22), "secondary", "info", "C-12"),
    ("selection.criteria", date(2021, 10, 19), None, "unknown", "user_supplied", "C-16"),
]


@pytest.mark.parametrize("row", SECTION_7, ids=lambda row: f"{row[0]} {row[1]}")
def test_section_7(row: tuple[str, date, Value, str, str, str]) -> None:
    key, on, value, status, use, source = row
    found = load().value(key, on)
    assert found is not None
    assert (found.value, found.status.value, found.use.value, found.source) == (value, status, use, source)
    assert found.confirmed_for_edition


@pytest.mark.parametrize(
    ("key", "on"),
    [
        ("cluster.min_participants", date(2022, 12, 22)),
        ("cluster.func_dependence_min", date(2018, 8, 1)),
        ("cluster.func_dependence_min_reduced", date(2021, 11, 15)),
        ("cluster.hpj_share_min", date(2021, 11, 16)),
        ("subsidy.cap_rub_per_project", date(2021, 4, 7)),
        ("subsidy.rate_max", date(2023, 1, 1)),
        ("selection.intake_close", date(2021, 11, 23)),
    ],
)
def test_not_listed(key: str, on: date) -> None:
    assert load().value(key, on) is None


@pytest.mark.parametrize(
    ("act", "on", "edition", "date_is"),
    [
        ("pp779", date(2015, 7, 31), date(2015, 7, 31), "signed_on"),
        ("pp779", date(2021, 6, 24), date(2018, 8, 2), "signed_on"),
        ("pp779", date(2021, 11, 15), date(2018, 8, 2), "signed_on"),
        ("pp779", date(2021, 11, 16), date(2021, 11, 16), "signed_on"),
        ("pp779", date(2030, 1, 1), date(2024, 4, 1), "signed_on"),
        ("pp41", date(2021, 4, 7), date(2016, 1, 28), "signed_on"),
        ("pp41", date(2021, 4, 8), date(2021, 4, 8), "signed_on"),
        ("pp41", date(2022, 12, 31), date(2021, 4, 8), "signed_on"),
        ("pp41", date(2023, 1, 1), date(2023, 1, 1), "effective_from"),
    ],
)
def test_edition(act: str, on: date, edition: date, date_is: str) -> None:
    found = load().edition_on(act, on)
    assert (found.on, found.date_is) == (edition, date_is)


def test_day_before_the_act() -> None:
    with pytest.raises(BeforeFirstEditionError):
        load().edition_on("pp779", date(2015, 7, 30))


def test_last_known_value_is_never_hard() -> None:
    found = load().value("confirm.old_decision_valid_years", date(2022, 12, 22))
    assert found is not None
    assert (found.confirmed_for_edition, found.use) == (False, Use.WARN)


def test_nothing_from_memory_is_hard() -> None:
    for item in load().items.values():
        for value in item.values:
            assert value.use is not Use.HARD or value.status is Status.SEEN


def test_subsidy_periods_join_without_gap() -> None:
    item = load().item("subsidy.eligible_items")
    assert [(value.start, value.end) for value in item.values] == [
        (date(2016, 1, 28), date(2021, 4, 7)),
        (date(2021, 4, 8), date(2022, 12, 31)),
        (date(2023, 1, 1), None),
    ]


def test_what_if_leaves_the_original_alone() -> None:
    changed = load().with_values({"cluster.min_participants": 5, "cluster.func_dependence_min": "0.15"})
    on = date(2021, 6, 24)
    assert getattr(changed.value("cluster.min_participants", on), "value", None) == 5
    assert getattr(changed.value("cluster.func_dependence_min", on), "value", None) == Decimal("0.15")
    assert getattr(load().value("cluster.min_participants", on), "value", None) == 10
    assert changed.version != load().version


def test_what_if_refuses_binary_floats() -> None:
    with pytest.raises(TypeError):
        load().with_values({"cluster.func_dependence_min": 0.15})  # type: ignore[dict-item]


FORMS = {
    "short": '"cluster.min_participants" = "п. 2"',
    "quoted table": '["cluster.min_participants"]\nreference = "п. 2"',
    "dotted table": '[cluster.min_participants]\nreference = "п. 2"',
    "in a table": '[verified]\n"cluster.min_participants" = "п. 2"',
}


@pytest.mark.parametrize("form", FORMS)
def test_verified_item_is_hard(tmp_path: Path, form: str) -> None:
    file = tmp_path / "verified.toml"
    file.write_text(FORMS[form], encoding="utf-8")
    found = load().with_verified(file).value("cluster.min_participants", date(2021, 6, 24))
    assert found is not None
    assert (found.use, found.status, found.reference) == (Use.HARD, Status.VERIFIED, "п. 2")


def test_verification_reaches_as_far_as_its_editions() -> None:
    key = "cluster.func_dependence_min"
    whole = load().with_verified({key: "п. 2"})
    named = load().with_verified({key: {"reference": "п. 2", "editions": [date(2022, 12, 22)]}})
    for facts, on, use, confirmed in (
        (whole, date(2021, 6, 24), Use.HARD, True),
        (whole, date(2022, 12, 22), Use.WARN, False),
        (named, date(2021, 6, 24), Use.WARN, True),
        (named, date(2022, 12, 22), Use.HARD, True),
    ):
        found = facts.value(key, on)
        assert found is not None
        assert (found.use, found.confirmed_for_edition) == (use, confirmed)


@pytest.mark.parametrize(
    "content",
    [
        {"cluster.nothing": "п. 2"},
        {"cluster.min_participants": ""},
        {"cluster.min_participants": {"reference": "п. 2", "by": "x"}},
        {"cluster.min_participants": {"reference": "п. 2", "editions": [date(2020, 1, 1)]}},
        {"cluster.min_participants": {"editions": [date(2018, 8, 2)]}},
        {"cluster.min_participants": 3},
    ],
)
def test_unusable_verification(content: dict[str, object]) -> None:
    with pytest.raises(FactsError):
        load().with_verified(content)


def test_verified_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FactsError):
        load().with_verified(tmp_path / "none.toml")


def test_every_item_says_in_our_own_words_what_is_asked_without_a_number_of_the_law():
    texts = {item.key: item.text for item in load().items.values()}
    assert [key for key, text in texts.items() if text is None] == []
    assert [key for key, text in texts.items() if any(sign.isdigit() for sign in f"{text.ru}{text.en}")] == []


def test_words_are_no_part_of_what_the_version_stands_for():
    facts = load()
    item = facts.item("cluster.min_participants")
    reworded = replace(item, text=Label("Иначе", "Otherwise"))
    assert Facts(facts.acts, {**facts.items, item.key: reworded}).version == facts.version
