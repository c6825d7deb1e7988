"""Names made comparable and pairs of records, against writings people really use."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svetovod.engine.duplicates import Known, Sign, Strength, candidates, compare, name_of


def known(id, name, inn="0013000017", region="RU-MO"):
    return Known(id, inn, name, region)


@pytest.mark.parametrize(
    "written",
    [
        "ООО «Завод Светотехники»",
        'Общество с ограниченной ответственностью "Завод светотехники"',
        "ООО Завод-Светотехники",
        "Завод светотехники, ООО",
        "OOO Зaвoд Cвeтoтexники",  # Latin letters that look like the Cyrillic ones
    ],
)
def test_one_name_in_many_writings(written):
    name = name_of(written)
    assert (name.form, name.key) == ("ооо", "завод светотехники")


def test_a_name_of_latin_words_stays_latin():
    assert name_of("ООО «Light Systems»").words == ("light", "systems")


def test_yo_is_ye():
    assert name_of("Производитель клеёв").key == name_of("производитель клеев").key


def test_the_public_and_the_closed_company_are_one_family_and_another_form_is_not():
    assert name_of("ПАО Луч").family == name_of("Закрытое акционерное общество «Луч»").family == "ао"
    assert name_of("ООО Луч").family == "ооо"


def test_the_same_inn_with_eaten_zeros_is_almost_certain_whatever_the_names():
    pair = compare(known(1, "Луч", "0013000017"), known(2, "Завод 5", "000013000017"))
    assert pair is not None
    assert pair.strength is Strength.CERTAIN
    assert pair.signs == (Sign.SAME_INN, Sign.SAME_REGION)


def test_the_same_words_in_another_order_are_told_so():
    pair = compare(known(1, "ООО «Завод Луч»"), known(2, "ООО «Луч завод»", "1300000017"))
    assert pair is not None
    assert pair.strength is Strength.LIKELY
    assert pair.signs == (Sign.SAME_NAME, Sign.WORD_ORDER, Sign.SAME_REGION, Sign.OTHER_INN)


def test_two_digits_that_changed_places_are_a_slip():
    pair = compare(known(1, "ООО Луч", "1300000018"), known(2, "ООО Луч", "1300000081"))
    assert pair is not None
    assert Sign.INN_SLIP in pair.signs


def test_numbered_plants_are_different():
    assert compare(known(1, "ООО Завод № 1"), known(2, "ООО Завод № 2", "1300000017")) is None


def test_a_trade_is_no_name_across_regions():
    there = known(2, "Литейный завод", "1300000017", "RU-NIZ")
    assert compare(known(1, "Литейный завод"), there) is None
    far = compare(known(1, "ООО Луч"), known(2, "ООО Луч", "1300000017", "RU-NIZ"))
    assert far is not None
    assert far.strength is Strength.POSSIBLE


def test_another_legal_form_speaks_against():
    pair = compare(known(1, "ООО Луч"), known(2, "АО Луч", "1300000017"))
    assert pair is not None
    assert pair.strength is Strength.POSSIBLE
    assert Sign.OTHER_FORM in pair.signs


def test_candidates_come_strongest_first_and_once():
    rows = [
        known(1, "АО «Волокно и кабель»", "1300000011"), known(2, "АО Кабель и волокно", "1300000012"),
        known(3, "Иное", "0000001300"), known(4, "Другое", "1300"), known(5, "ООО Прочее", "1300000015"),
    ]  # fmt: skip
    assert [(p.one, p.other, p.strength) for p in candidates(rows)] == [
        (3, 4, Strength.CERTAIN), (1, 2, Strength.LIKELY),
    ]  # fmt: skip


WORDS = st.lists(st.sampled_from(["завод", "луч", "свет", "кабель", "оптика", "7", "север"]), min_size=1, max_size=4)
ROWS = st.lists(st.tuples(WORDS, st.sampled_from(["", "ООО ", "АО "]), st.integers(1, 3)), max_size=8)


@settings(max_examples=60)
@given(ROWS)
def test_search_finds_exactly_what_comparing_all_with_all_finds_alike(rows):
    """Blocks only save work: a pair of one name, or of one INN, is never lost, and every pair found compares alike."""
    records = [known(i, form + " ".join(words), f"130000000{inn}") for i, (words, form, inn) in enumerate(rows)]
    found = {(p.one, p.other): p for p in candidates(records)}
    everything = {(a.id, b.id): compare(a, b) for a in records for b in records if a.id < b.id}
    strong = {place for place, pair in everything.items() if pair and pair.strength >= Strength.LIKELY}
    assert strong - set(found) == {p for p in strong if Sign.CLOSE_NAME in everything[p].signs} - set(found)
    assert all(everything[place] == pair for place, pair in found.items())


@given(WORDS, st.randoms(use_true_random=False))
def test_the_order_of_words_never_matters(words, chance):
    mixed = list(words)
    chance.shuffle(mixed)
    assert name_of(" ".join(words)).key == name_of(" ".join(mixed)).key
