"""One more edition over the facts: an independent look at every day before and after it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine import facts as law
from svetovod.engine.facts import Amendment, Change, Fault, Label, Unit
from svetovod.wording.amend import SENTENCES, say_fault
from svetovod.wording.facts import say_law

FACTS = law.load()
NOTE = Label("Проба", "A trial")
# of the package, whatever acts are added to it
LAST = max(edition.on for act in FACTS.acts.values() for edition in act.editions if edition.governs)
ON = max(date(2026, 3, 1), LAST + timedelta(days=1))
DEPENDENCE = "cluster.func_dependence_min"


def edition(*changes, act="pp779", on=ON, signed=None):
    return Amendment(act, "1", signed or on, on, "ПП № 1", NOTE, changes)


def codes(facts, amendment):
    with pytest.raises(law.AmendmentError) as caught:
        law.amend(facts, amendment)
    return [(fault.key, fault.code) for fault in caught.value.faults]


def drawn(draw):
    """Some changes of items of one act, each fit for its unit and new."""
    act = draw(st.sampled_from(sorted(FACTS.acts)))
    changes = []
    for item in draw(st.lists(st.sampled_from(FACTS.items_of(act)), min_size=1, unique_by=lambda i: i.key)):
        now = item.on(ON)
        values = {
            Unit.COUNT: 77, Unit.YEARS: 77, Unit.WORKING_DAYS: 77, Unit.RATIO: Decimal("0.77"), Unit.RUB: 77,
            Unit.BOOL: not (now and now.value), Unit.DATE: date(2031, 1, 1), Unit.ENUM: "another",
            Unit.ITEMS: ("other",), Unit.TABLE: ("another",),
        }  # fmt: skip
        ends = now is not None and draw(st.booleans())
        names = (("other", Label("прочее", "other")),) if item.subject != "cost" else ()
        changes.append(Change(item.key, None if ends else values[item.unit], "п. 1", names))
    on = draw(st.dates(LAST + timedelta(days=1), LAST + timedelta(days=2000)))
    return edition(*changes, act=act, on=on)


editions = st.composite(drawn)()


@given(editions, st.dates(date(2015, 8, 1), date(2032, 1, 1)))
def test_before_it_nothing_after_it_what_it_says(amendment, day):
    after = law.amend(FACTS, amendment)
    named = {change.key: change for change in amendment.changes}
    for key in FACTS.items:
        was, now = FACTS.value(key, day), after.value(key, day)
        if day < amendment.effective_from:
            # what the source says of later days is no part of what holds on this one
            assert law_of(was) == law_of(now), key
        elif key in named:
            assert (now.value if now else None) == named[key].value
            assert now is None or (now.status, now.source) == ("seen", "ПП № 1, п. 1")
        else:
            assert law_of(was) == law_of(now), (key, "the act is silent on it")


def law_of(value):
    return value and (value.value, value.use, value.status, value.source, value.confirmed_for_edition)


@given(editions)
def test_no_two_laws_share_a_version(amendment):
    after = law.amend(FACTS, amendment)
    assert after.version != FACTS.version
    assert law.amend(FACTS, amendment).version == after.version
    assert law.amend(FACTS, replace(amendment, source="ПП № 2")).version != after.version


@given(editions)
def test_laid_twice_is_refused(amendment):
    assert (None, "edition.inside") in codes(law.amend(FACTS, amendment), amendment)


@given(editions)
def test_the_periods_of_an_item_never_overlap(amendment):
    after = law.amend(FACTS, amendment)
    for item in after.items.values():
        days = {value.start for value in item.values} | {value.end for value in item.values if value.end}
        around = {day + timedelta(days=n) for day in days for n in (-1, 0, 1)}
        assert all(sum(value.covers(day) for value in item.values) <= 1 for day in around), item.key


def test_everything_wrong_is_said_at_once():
    wrong = edition(
        Change(DEPENDENCE, Decimal("1.5")), Change("cluster.min_participants", Decimal("2.5")),
        Change("subsidy.rate_max", Decimal("0.1")), Change("no.such", 1), Change("cluster.hpj_share_min", None),
        Change("confirm.review_working_days", 30), on=date(2021, 11, 20), signed=date(2021, 11, 21),
    )  # fmt: skip
    assert codes(FACTS, wrong) == [
        (None, "edition.inside"), (None, "edition.signed_later"), (DEPENDENCE, "item.unit"),
        ("cluster.min_participants", "item.unit"), ("subsidy.rate_max", "item.unknown"), ("no.such", "item.unknown"),
        ("cluster.hpj_share_min", "item.not_listed"), ("confirm.review_working_days", "item.same"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amendment", "code"),
    [
        (edition(Change(DEPENDENCE, Decimal("0.1")), on=date(2015, 7, 30)), "edition.before_act"),
        (edition(Change(DEPENDENCE, Decimal("0.1")), on=FACTS.act("pp779").editions[-1].on), "edition.inside"),
        (edition(), "edition.empty"),
        (edition(Change(DEPENDENCE, 1), Change(DEPENDENCE, None)), "item.twice"),
        (edition(Change(DEPENDENCE, "пятая часть")), "item.unit"),
        (edition(Change(DEPENDENCE, Decimal("0.1")), act="pp1"), "edition.no_act"),
    ],
)
def test_what_is_refused(amendment, code):
    assert code in [found for _key, found in codes(FACTS, amendment)]


PAPERS, COSTS = "confirm.documents", "subsidy.eligible_items"
LISTED = FACTS.value(PAPERS, ON).value
PASSPORT = (("passport", Label("паспорта проектов", "project passports")),)


def test_a_list_gains_and_loses_entries():
    new = (*LISTED[1:], "passport")
    after = law.amend(FACTS, edition(Change(PAPERS, new, "п. 4", PASSPORT)))
    assert after.value(PAPERS, ON).value == new
    assert after.value(PAPERS, ON - timedelta(days=1)).value == LISTED
    said = say_law(after.item(PAPERS), after.value(PAPERS, ON), "ru")
    assert said.endswith(", паспорта проектов") and not said.startswith("заявление")
    later = law.amend(after, edition(Change(PAPERS, (*LISTED, "passport"), "п. 5"), on=date(2027, 1, 1)))
    assert dict(later.item(PAPERS).names) == dict(PASSPORT), "named once, it is known"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change(PAPERS, LISTED[::-1]), "item.same"),
        (Change(PAPERS, ()), "item.unit"),
        (Change(PAPERS, (*LISTED, LISTED[0])), "item.entry_twice"),
        (Change(PAPERS, (*LISTED, "passport")), "item.entry_unknown"),
        (Change(PAPERS, tuple(f"p{n}" for n in range(21)), "", tuple((f"p{n}", NOTE) for n in range(21))),
         "item.entries"),
    ],
)  # fmt: skip
def test_a_list_that_does_not_fit(change, code):
    assert (PAPERS, code) in codes(FACTS, edition(change))


def test_a_kind_of_costs_is_one_an_estimate_has():
    after = law.amend(FACTS, edition(Change(COSTS, ("starter_batch", "equipment")), act="pp41"))
    assert after.value(COSTS, ON).value == ("starter_batch", "equipment")
    named = Change(COSTS, ("starter_batch", "advice"), "", (("advice", Label("советы", "advice")),))
    assert codes(FACTS, edition(named, act="pp41")) == [(COSTS, "item.entry_unknown")]


def test_a_value_that_begins_later_is_not_overlapped():
    item = FACTS.item(DEPENDENCE)
    later = replace(item.values[-1], start=date(2027, 1, 1))
    values = (replace(item.values[-1], end=date(2026, 12, 31)), later)
    facts = law.Facts(FACTS.acts, {**FACTS.items, DEPENDENCE: replace(item, values=values)})
    assert codes(facts, edition(Change(DEPENDENCE, Decimal("0.1")))) == [(DEPENDENCE, "item.overlap")]


def test_verified_stays_verified_where_the_act_is_silent():
    last = FACTS.act("pp779").editions[-1].on
    verified = FACTS.with_verified({DEPENDENCE: {"reference": "п. 2", "editions": [last]}})
    silent = law.amend(verified, edition(Change("cluster.max_newcomers_no_coop", 5)))
    assert (silent.value(DEPENDENCE, ON).status, silent.value(DEPENDENCE, ON).use) == ("verified", "hard")
    spoken = law.amend(verified, edition(Change(DEPENDENCE, Decimal("0.15"))))
    assert (spoken.value(DEPENDENCE, ON).status, spoken.value(DEPENDENCE, ON).use) == ("seen", "warn")
    assert spoken.value(DEPENDENCE, last).status == "verified"


def test_a_remembered_item_may_warn_once_an_act_says_it():
    after = law.amend(FACTS, edition(Change("cluster.hpj_share_min", Decimal("0.4"))))
    assert (after.value("cluster.hpj_share_min", ON).use, after.value("cluster.hpj_share_min", ON).status) == (
        "warn", "seen",
    )  # fmt: skip


@given(st.dates(date(2015, 8, 1), date(2025, 1, 1)))
def test_what_is_known_on_a_day(day):
    """The law of that day is what it was; nothing is said of a later edition, and nothing ends by one."""
    known = law.as_known(FACTS, day)
    assert all(e.signed_on <= day for act in known.acts.values() for e in act.editions)
    for key, item in FACTS.items.items():
        if key not in known.items:
            assert FACTS.act(item.act).signed_on > day, key
            continue
        assert law_of(known.value(key, day)) == law_of(FACTS.value(key, day)), key
        if any(edition.on > day for edition in known.acts[item.act].editions):
            continue  # signed and not yet in force: what it ends may end
        later = known.value(key, day + timedelta(days=900))
        if FACTS.value(key, day) is not None and all(v.start <= day for v in item.values):
            assert later is not None and later.value == FACTS.value(key, day).value, key


def test_a_draft_of_2021_is_laid_over_what_was_known_then():
    summer = law.as_known(FACTS, date(2021, 6, 24))
    draft = edition(Change(DEPENDENCE, Decimal("0.15")), on=date(2021, 9, 1))
    assert law.amend(summer, draft).value(DEPENDENCE, date(2021, 12, 1)).value == Decimal("0.15")
    assert codes(FACTS, draft)[0] == (None, "edition.inside"), "the whole rulebook knows later editions"


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_fault_is_said_in_words(lang):
    params = (
        ("act", "779"),
        ("signed", ON),
        ("last", ON),
        ("on", ON),
        ("start", ON),
        ("unit", Unit.COUNT),
        ("most", 20),
    )
    for code in SENTENCES:
        said = say_fault(Fault(code.partition(":")[0], "x", ON, params), lang)
        assert "{" not in said and said.endswith(".")
    ratio = say_fault(Fault("item.unit", "x", Decimal("1.5"), (("unit", Unit.RATIO),)), lang)
    assert "100" in ratio
