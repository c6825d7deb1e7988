"""Ties that nobody declared: a founder by the INN is never assigned, any other tie waits for the secretary's word."""

from datetime import date

import pytest

from svetovod.demo import build_selection as build
from svetovod.web.common.errors import Refused
from svetovod.web.registry.models import Organisation
from svetovod.web.selection import selectors, services, signs
from svetovod.web.selection.models import ConflictDeclaration, SignAnswer

from .test_experts import FIELDS

AT = build.moment("2021-11-24 10:00")
INN = "000000010111"


def refusal(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


@pytest.fixture
def scoring(make_world):
    world = make_world().play("filed", "checked")
    for name, person in world.people.items():
        person.email = f"{name}@mail.ru"
        person.save(update_fields=["email"])
    return world


def told(row, kind, text, inn="", party=0):
    house = Organisation.objects.get(pk=row.parties[party]["organisation"])
    return house.particulars.create(
        kind=kind, text=text, inn=inn, source="Выписка ЕГРЮЛ", as_of=date(2021, 11, 1), entered_at=AT
    )


def named(member, name, **fields):
    member.person.name = name
    member.person.save(update_fields=["name"])
    services.profile_save(actor=signs_actor(member), fields=FIELDS | fields, at=AT)


def signs_actor(member):
    from svetovod.web.accounts.actors import actor_of

    return actor_of(member.person)


def of_pair(world, given):
    found = selectors.signs_found(world.actor("secretary"), world.round)
    return [each for each in found if (each.sign.member, each.sign.application) == (given.member, given.application)]


def free_pair(world):
    """An application and an expert to whom it was not given."""
    row = world.application(0)
    return row, world.round.panel.exclude(assignments__application=row).select_related("person").first()


def test_a_founder_by_the_inn_is_never_assigned_nor_proposed(scoring):
    given = scoring.assignment()
    named(given.member, "Соловьёва Анна Юрьевна", inn=INN)
    told(given.application, "founder", "СОЛОВЬЕВА АННА ЮРЬЕВНА", INN)
    (found,) = of_pair(scoring, given)
    assert (found.sign.kind, found.sign.strength) == ("founder", "bars")
    assert "учредитель" in found.said and "Выписка ЕГРЮЛ" in found.said and "01.11.2021" in found.said
    assert "Анна" not in found.said and INN not in found.said
    common = {"application": given.application, "member": given.member, "kind": "founder", "at": AT}
    with refusal("sign.certain"):
        services.sign_decide(
            actor=scoring.actor("secretary"), evidence=found.sign.evidence, confirmed=False, ground="Ошибка", **common
        )
    matrix = selectors.assignment_matrix(scoring.actor("secretary"), scoring.round)
    cells = [cell for row in matrix.rows if row.application == given.application for cell in row.cells]
    assert next(cell for cell in cells if cell.member == given.member).conflict.kind == "tied"
    given.sheet.delete()
    given.delete()
    with refusal("assignment.conflict.tied"):
        services.expert_assign(
            actor=scoring.actor("secretary"), application=given.application, member=given.member, at=AT
        )


def test_a_namesake_is_a_sign_and_another_inn_is_none(scoring):
    given = scoring.assignment()
    named(given.member, "Соловьёва Анна Юрьевна", inn=INN)
    fact = told(given.application, "director", "Solovyova A. Yu.".replace("Yu", "Y"))
    (found,) = of_pair(scoring, given)
    assert (found.sign.kind, found.sign.strength) == ("director", "confirm")
    fact.inn, fact.text = "000000010295", "Соловьёва Анна Юрьевна"
    fact.save()
    assert of_pair(scoring, given) == [], "somebody else of that name"


def test_a_tie_through_a_second_organisation_tells_its_path(scoring):
    given = scoring.assignment()
    other = scoring.projects[-1].initiator
    named(given.member, "Соловьёва Анна Юрьевна", linked=[other.inn])
    told(given.application, "founder_house", str(other.name), other.inn)
    found = {each.sign.kind: each for each in of_pair(scoring, given)}
    assert found["second"].sign.strength == "confirm"
    assert found["second"].said.count(";") >= 1 and str(other) in found["second"].said


def test_what_many_share_is_only_told(scoring):
    given = scoring.assignment()
    named(given.member, "Соловьёва Анна Юрьевна", address="г. Саранск, ул. Победы, 1, офис 7")
    told(given.application, "address", "Саранск, улица Победы, д. 1, оф. 7")
    (found,) = of_pair(scoring, given)
    assert (found.sign.kind, found.sign.strength) == ("address", "confirm")
    for number in range(12):
        house = Organisation.objects.create(inn=f"00000{number:05d}", name=f"Сосед {number}", region="RU-MO")
        house.particulars.create(
            kind="address", text="Саранск, Победы, 1, офис 7", source="Выписка", as_of=date(2021, 11, 1), entered_at=AT
        )
        house.particulars.create(
            kind="founder", text="Соловьёва Анна Юрьевна", source="Выписка", as_of=date(2021, 11, 1), entered_at=AT
        )
    kinds = {each.sign.kind: each.sign.strength for each in of_pair(scoring, given)}
    assert kinds["address"] == "told"


def test_the_expert_answers_a_sign_of_his_own(scoring, client):
    given = scoring.assignment()
    named(given.member, "Соловьёва Анна Юрьевна")
    told(given.application, "director", "Соловьева Анна")
    client.force_login(given.member.person)
    page = f"/selections/2021/my-sheets/{given.application.number}/"
    (found,) = of_pair(scoring, given)
    assert found.said in client.get(page).content.decode()
    client.post(f"{page}signs/answer/", {"kind": "director", "evidence": found.sign.evidence, "text": "Однофамилица"})
    assert SignAnswer.objects.get().text == "Однофамилица"
    (found,) = of_pair(scoring, given)
    assert found.answer.text == "Однофамилица"
    client.force_login(scoring.people["secretary"])
    assert "Однофамилица" in client.get("/selections/2021/experts/signs/").content.decode()
    chosen = client.get("/selections/2021/experts/", {"application": given.application.number})
    assert chosen.status_code == 200 and "признак" in chosen.content.decode()
    assert not ConflictDeclaration.objects.exists(), "a sign bars nobody by itself"


def test_a_wrong_evidence_is_no_sign(scoring):
    given = scoring.assignment()
    with refusal("sign.gone"):
        services.sign_answer(
            actor=signs_actor(given.member), assignment=given, kind="domain", evidence="x|y", text="Нет", at=AT
        )
    assert signs.bars_of([], []) == {}
