"""Experts: the profile and its erasure, signs of conflicts that nobody declared, the statement that is signed."""

from decimal import Decimal

import pytest

from svetovod.demo import build_selection as build
from svetovod.web.audit.models import LedgerEntry
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.projects.models import ProjectParticipant, Remark
from svetovod.web.projects.services import version_freeze
from svetovod.web.selection import personal, selectors, services, statement
from svetovod.web.selection.forms import ProfileForm
from svetovod.web.selection.models import ConflictDeclaration, ExpertProfile

AT = build.moment("2021-11-24 10:00")
FIELDS = {
    "speciality": "economist", "okpd2": ["27.31"], "okved2": [], "competence": "Волоконная оптика", "region": "",
    "most": 5, "away": [["2021-11-29", "2021-11-30"]], "linked": [],
}  # fmt: skip


def refusal(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


@pytest.fixture
def scoring(make_world):
    return make_world().play("filed", "checked")


def profile(world, key="expert-1", **fields):
    return services.profile_save(actor=world.actor(key), fields=FIELDS | fields, at=AT)


def kinds(world, key="secretary"):
    return {(each.sign.kind, each.sign.member.code, each.sign.application.number) for each in found(world, key)}


def found(world, key="secretary"):
    return selectors.signs_found(world.actor(key), world.round)


def test_a_profile_is_its_experts_and_the_secretarys(scoring, client):
    profile(scoring)
    assert selectors.profiles_of(scoring.actor("secretary"), scoring.round)
    for key in ("chair", "auditor", "expert-2", "initiator-1"):
        assert selectors.profiles_of(scoring.actor(key), scoring.round) == {}
    client.force_login(scoring.people["secretary"])
    assert "Волоконная оптика" in client.get("/selections/2021/people/").content.decode()
    with pytest.raises(Denied):
        profile(scoring, "stranger")
    told = LedgerEntry.objects.get(action="profile.edit").body
    assert "Волоконная" not in told


def test_erasure_deletes_the_profile(scoring):
    profile(scoring)
    person = scoring.people["expert-1"]
    assert personal.export_profile(person)[0]["competence"] == "Волоконная оптика"
    personal.erase(person)
    assert not ExpertProfile.objects.exists()


@pytest.mark.parametrize(
    ("field", "text"), [("okpd2", "кабель"), ("linked", "123"), ("away", "14.07.2026 - 01.07.2026"), ("away", "июль")]
)
def test_what_cannot_be_read_is_told(db, field, text):
    form = ProfileForm({"speciality": "both", "most": "3", field: text})
    assert field in form.errors


def test_lists_are_read_as_people_write_them(db):
    form = ProfileForm(
        {"speciality": "both", "most": "3", "okpd2": "27.31, 26.11\n27.31", "away": "01.07.2026 – 14.07.2026"}
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["okpd2"] == ["27.31", "26.11"]
    assert form.cleaned_data["away"] == [["2026-07-01", "2026-07-14"]]


def test_an_organisation_of_ones_own_is_found_and_bars_once_confirmed(scoring):
    given = scoring.assignment()
    row, expert = given.application, given.member
    inn = row.parties[0]["inn"]
    key = expert.person.name
    services.profile_save(actor=scoring.actor(key), fields=FIELDS | {"linked": [inn]}, at=AT)
    sign = next(each.sign for each in found(scoring) if each.sign.kind == "linked")
    assert (sign.member, sign.application.number) == (expert, row.number)
    common = {"application": row, "member": expert, "kind": "linked", "evidence": sign.evidence, "at": AT}
    with refusal("sign.ground"):
        services.sign_decide(actor=scoring.actor("secretary"), confirmed=True, ground="", **common)
    for who in ("chair", "auditor", key):
        with pytest.raises((Denied, Hidden)):
            services.sign_decide(actor=scoring.actor(who), confirmed=False, ground="Ошибка", **common)
    services.sign_decide(actor=scoring.actor("secretary"), confirmed=True, ground="Доля 30 %", **common)
    given.sheet.refresh_from_db()
    assert given.sheet.state == "conflict_declared"
    declared = ConflictDeclaration.objects.get(member=expert, application=row)
    assert declared.found
    with refusal("assignment.conflict.declared"):
        services.expert_assign(actor=scoring.actor("secretary"), application=row, member=expert, at=AT)


def test_a_sign_set_aside_bars_nobody_and_keeps_its_ground(scoring):
    given = scoring.assignment()
    pair = (given.member, given.application)
    sign = next(each.sign for each in found(scoring) if (each.sign.member, each.sign.application) == pair)
    services.sign_decide(
        actor=scoring.actor("secretary"), application=given.application, member=given.member, kind=sign.kind,
        evidence=sign.evidence, confirmed=False, ground="Однофамилец", at=AT,
    )  # fmt: skip
    assert found(scoring)[-1].decision.ground == "Однофамилец", "those decided on stand last"
    assert sign.kind == "domain"
    assert not ConflictDeclaration.objects.exists()
    with refusal("sign.gone"):
        services.sign_decide(
            actor=scoring.actor("secretary"), application=given.application, member=given.member, kind="domain",
            evidence="x|y", confirmed=True, ground="Выдумано", at=AT,
        )  # fmt: skip


def test_a_common_domain_is_a_sign_but_not_that_of_public_mail(scoring):
    assert {kind for kind, _e, _n in kinds(scoring)} == {"domain"}, "all of the scene are at example.org"
    for name, person in scoring.people.items():
        person.email = f"{name}@mail.ru"
        person.save(update_fields=["email"])
    assert kinds(scoring) == set()


def test_projects_together_and_remarks_on_each_other_are_signs(scoring):
    for name, person in scoring.people.items():
        person.email = f"{name}@mail.ru"
        person.save(update_fields=["email"])
    first, second = scoring.projects[0], scoring.projects[1]
    member = scoring.round.panel.order_by("pk")[0]
    member.organisation = second.initiator
    member.save()
    ProjectParticipant.objects.create(
        project=second, organisation=first.initiator, role="co_executor", invited_at=AT, consent_at=AT
    )
    number = scoring.application(0).number
    assert ("together", member.code, number) in kinds(scoring)
    expert, leader = scoring.people["expert-1"], scoring.people["initiator-1"]
    from svetovod.web.accounts.models import RoleGrant

    RoleGrant.objects.create(
        person=expert, role="initiator", scope="organisation", scope_id=str(second.initiator_id), granted_at=AT
    )
    version = version_freeze(actor=scoring.initiator(first), project=first, purpose="revision", at=AT)
    for author, project in ((expert, first), (leader, second)):
        Remark.objects.create(
            project=project, version=version, section="estimate", severity="advice", text="?", author=author,
            occasion="x", created_at=AT,
        )  # fmt: skip
    code = scoring.round.panel.get(person=expert).code
    assert ("remarks", code, number) in kinds(scoring)


def test_who_learns_of_a_conflict_later_steps_back_on_the_page_of_the_sheet(scoring, client):
    """Also from a submitted sheet: it is never opened."""
    given = scoring.assignment()
    expert, number = scoring.actor(given.member.person.name), given.application.number
    client.force_login(given.member.person)
    page = f"/selections/2021/my-sheets/{number}/"
    services.conflict_deny(actor=expert, assignment=given, at=AT)
    assert f"{page}conflict/" in client.get(page).content.decode()
    scores = dict.fromkeys(scoring.round.criteria.values_list("code", flat=True), Decimal(5))
    services.score_submit(actor=expert, assignment=given, scores=scores, at=AT)
    assert f"{page}conflict/" in client.get(page).content.decode()
    assert client.post(f"{page}conflict/", {"reason": "Заявитель стал заказчиком"}).status_code == 302
    given.sheet.refresh_from_db()
    assert given.sheet.state == "conflict_declared"
    assert f"{page}conflict/" not in client.get(page).content.decode()


def test_signs_are_found_in_as_many_questions_for_any_number_of_pairs(make_world, django_assert_max_num_queries):
    world = make_world(projects=6, experts=6).play("filed", "checked")
    with django_assert_max_num_queries(18):
        found(world)


def test_the_statement_is_signed_with_the_version_of_its_text(scoring, monkeypatch):
    given = scoring.assignment()
    services.conflict_deny(actor=scoring.actor(given.member.person.name), assignment=given, at=AT)
    given.refresh_from_db()
    assert given.statement == statement.newest().mark
    assert statement.signed(given.statement).text.startswith("Я, эксперт")
    assert statement.newest().sha256 in LedgerEntry.objects.get(action="conflict.deny").body
    changed = statement.Statement(1, "Я согласен на всё.")
    monkeypatch.setattr(statement, "statements", lambda: (changed,))
    assert statement.signed(given.statement) is None, "a text changed after the signature is not the one signed"
