"""Look-ups in the packaged classifiers and the arithmetic of the INN."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svetovod.engine.reference import inn, okpd2, okved2, regions

REAL = ("7705596339", "7735567818", "1639034870", "7728804257", "2130083668", "561100409545")


@pytest.mark.parametrize("text", REAL)
def test_known_numbers_are_valid(text: str) -> None:
    assert inn.valid(text)
    assert inn.restore(text) == (text, False)


@pytest.mark.parametrize(
    "text", ["", "123", "0000000000", "000000000000", "7705596338", "77055963391", "７７０５５９６３３９", "0"]
)
def test_what_is_no_inn(text: str) -> None:
    assert not inn.valid(text)
    assert inn.restore(text) is None


@given(st.integers(1, 10**9 - 1))
def test_lost_zeros_come_back(body: int) -> None:
    digits = f"{body:09d}"
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    whole = digits + str(sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 % 10)
    assert inn.valid(whole)
    assert inn.restore(whole.lstrip("0")) == (whole, whole.startswith("0"))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Мордовия", "RU-MO"), ("республика  мордовия", "RU-MO"), ("RU-MO", "RU-MO"), ("ru-mo", "RU-MO"),
        ("МОР", "RU-MO"), ("Mordovia", "RU-MO"), ("Московская обл.", "RU-MOS"), ("г. Москва", "RU-MOW"),
        ("Moscow", "RU-MOW"), ("Орёл", "RU-ORL"), ("Орел", "RU-ORL"), ("Алтай", "RU-AL"), ("Алтайский", "RU-ALT"),
        ("РЕСПУБЛИКА ТАТАРСТАН (ТАТАРСТАН)", "RU-TA"), ("Республика Адыгея (Адыгея)", "RU-AD"), ("КБР", "RU-KB"),
        ("Чувашская Республика – Чувашия", "RU-CU"), ("Карачаево-Черкессия", "RU-KC"), ("значения", None),
        ("город федерального значения Севастополь", "UA-40"),
        ("Коми", "RU-KO"), ("Удмуртская", "RU-UD"), ("Санкт-Петербург", "RU-SPE"), ("Крым", "UA-43"),
        ("Северная Осетия - Алания", "RU-SE"), ("Нижегородская\u00a0область", "RU-NIZ"), ("Атлантида", None),
        ("", None),
        ("область", None), ("Республика", None),
    ],
)  # fmt: skip
def test_regions(text: str, iso: str | None) -> None:
    assert regions.find(text) == iso


def test_every_region_is_found_by_its_own_names() -> None:
    assert len(regions.all()) == 85
    for region in regions.all():
        for form in (region.iso, region.ru, region.en, region.short, *region.aliases):
            assert regions.find(form) == region.iso, form
        assert regions.name(region.iso, "ru") == region.ru


def test_okpd2_knows_codes_names_and_words() -> None:
    assert okpd2.exists("27.31")
    assert okpd2.exists("27.31.11.000") or okpd2.exists("27.31.11")
    assert not okpd2.exists("10.2.99")
    assert not okpd2.exists("")
    assert okpd2.name("01.11.1") == "Пшеница"
    assert okpd2.name("nothing") is None
    assert any(code.startswith("27.31") for code, _ in okpd2.search("оптических кабелей"))
    assert okpd2.search("27.31", limit=1) == [("27.31", okpd2.name("27.31"))]
    assert okpd2.search("  ") == []


def test_okved2_has_names() -> None:
    assert okved2.exists("27.31")
    assert okved2.name("01.1") == "Выращивание однолетних культур"
    assert okved2.search("однолетними культурами")
