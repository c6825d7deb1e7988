"""Ties of eight kinds planted among invented organisations: all whole ones are found, nearly all spoiled ones."""

from dataclasses import replace

import pytest
from tests.engine.interests.planted import judge, world

from svetovod.engine.interests import By, Index, Kind, Officer, Organisation, Person, Role, Strength, links_of
from svetovod.engine.interests.names import same_person
from svetovod.engine.interests.normal import address, domain_of, telephone


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_ties_are_found_and_nobody_is_barred_by_mistake(seed):
    made = world(240, 80, seed)
    score = judge(made, made.links())
    assert {kind for kind, _whole in score.found} == set(Kind)
    assert score.recall(whole=True) == 1
    assert score.recall(whole=False) >= 0.95
    assert score.missed_bars == 0
    assert score.barred >= 30 and score.false_bars == 0


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        ("Соловьёва Анна Юрьевна", "СОЛОВЬЕВА АННА ЮРЬЕВНА", By.NAME),
        ("Соловьёва Анна Юрьевна", "Анна Соловьева", By.NAME),
        ("Соловьёва Анна Юрьевна", "Solovyova A. Y.", By.INITIALS),
        ("Соловьёва Анна Юрьевна", "Soloveva Anna Iurevna", By.SLIP),
        ("Соловьёва Анна Юрьевна", "Соловева Анна Юрьевна", By.SLIP),
        ("Щербаков Пётр Ильич", "Shcherbakov P.I.", By.INITIALS),
        ("Соловьёва Анна Юрьевна", "Соловьёва Ольга Юрьевна", None),
        ("Соловьёва Анна Юрьевна", "Соловьёва О. Ю.", None),
        ("Соловьёва Анна Юрьевна", "Соловьёва", None),
    ],
)
def test_names_of_one_person(one, other, by):
    assert same_person(one, other) == same_person(other, one) == by


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("430034, Республика Мордовия, г. Саранск, ул. Лодыгина, д. 3, оф. 12", "Саранск, Лодыгина 3", True),
        ("г. Саранск, ул. Лодыгина, д. 3 корп. 2", "Саранск, Лодыгина, 3к2", True),
        ("г. Самара, ул. 8 Марта, д. 5", "Самара, 8 марта, дом 5, офис 1", True),
        ("г. Саранск, ул. Лодыгина, д. 3", "г. Саранск, ул. Лодыгина, д. 30", False),
        ("г. Саранск, ул. Лодыгина, д. 3", "г. Пенза, ул. Лодыгина, д. 3", False),
        ("г. Саранск, ул. Лодыгина, д. 58а", "Саранск, Лодыгина 58 А", True),
    ],
)
def test_addresses_of_one_house(one, other, near):
    first, second = address(one), address(other)
    assert first is not None and second is not None
    assert first.near(second) is near


def test_telephones_and_domains_in_one_writing():
    assert telephone("+7 (8342) 24-00-01") == telephone("88342240001, доб. 15") == "8342240001"
    assert telephone("24-00-01") == ""
    assert domain_of("И. <a@MAIL.Zavod.ru>") == domain_of("b@zavod.ru") == "zavod.ru"
    assert domain_of("a@mail.ru") == domain_of("нет") == ""


def test_a_certain_number_beside_another_name_bars_nobody():
    house = Organisation("1", "ООО «Линза»", (Officer(Role.FOUNDER, "Петров Пётр", "77"),))
    named = Person("e", "Соловьёва Анна", "77")
    assert [link.strength for link in links_of(Index([house]), named)] == [Strength.CONFIRM]
    assert [link.strength for link in links_of(Index([house]), replace(named, name="Петров П."))] == [Strength.BARS]
