"""A draft of PP 41 on all joint projects: totals by hand, nobody's own figures, few projects not at all."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from svetovod.web.accounts.actors import actor_of
from svetovod.web.audit.models import DomainClock
from svetovod.web.common.errors import Denied
from svetovod.web.projects import bridge, money, selectors
from svetovod.web.projects.models import CostRow, JointProject, ProjectParticipant
from svetovod.web.registry.models import Organisation
from svetovod.web.rulebook import selectors as rulebook
from svetovod.web.rulebook import services as law

from .conftest import person

AT = datetime(2021, 6, 24, 9, 0, tzinfo=UTC)
ON = date(2021, 9, 1)


@pytest.fixture
def officer(db):
    return person("registry", ("registry_officer", "platform", ""))


@pytest.fixture
def draft(officer):
    """draft("0.2") -> a draft of PP 41 with another rate."""

    def make(value="0.2", key="subsidy.rate_max"):
        typed = {
            "number": "", "signed_on": None, "effective_from": ON, "publication": "", "note_ru": "Проба",
            "note_en": "", "changes": [{"key": key, "value": value, "point": ""}],
        }  # fmt: skip
        act = rulebook.act_get("pp41", None)
        return law.edition_draft(actor=actor_of(officer), act=act, typed=typed, until=AT.date(), at=AT)

    return make


@pytest.fixture
def projects(scene):
    """projects(["RU-MO", ...]) -> projects of 100 mn RUB costs each that ask for 25 mn."""

    def make(regions):
        for n, region in enumerate(regions, 1):
            owner = Organisation.objects.create(inn=f"00000001{n:02d}", name=f"Owner {n}", region=region)
            made = JointProject.objects.create(
                number=500 + n, code=f"S-{n}", title=f"Secret title {n}", cluster=scene.cluster, initiator=owner,
                start=date(2021, 1, 1), end=date(2023, 12, 31), requested=Decimal(25_000_000), created_at=AT,
                changed_at=AT,
            )  # fmt: skip
            ProjectParticipant.objects.create(project=made, organisation=owner, role="initiator", invited_at=AT)
            CostRow.objects.create(
                project=made, position=1, kind="equipment", payer=owner, on=date(2021, 6, 1),
                amount=Decimal(100_000_000),
            )  # fmt: skip

    return make


@pytest.fixture
def read(client, officer, draft):
    def get(value="0.2", page="money/"):
        DomainClock.objects.update_or_create(pk=1, defaults={"moment": AT, "set_at": AT, "show_future": False})
        client.force_login(officer)
        answer = client.get(f"/rulebook/editions/{draft(value).pk}/{page}")
        assert answer.status_code == 200
        if page != "money/":
            return answer.content
        return re.sub(r"\s+", " ", strip_tags(re.sub("<[^>]+>", " ", answer.content.decode())).replace("\u00a0", " "))

    return get


def test_the_money_moves_as_by_hand(read, projects):
    """30 % of 100 mn is 30, asked for are 25; under 20 % it is 20. Four projects: 100 mn before, 80 mn after."""
    projects(["RU-MO"] * 4)
    text = read()
    assert "Субсидии сократятся на 20 млн ₽" in text
    assert "100 000 000,00 ₽ 80 000 000,00 ₽" in text
    assert "Secret" not in text and "S-1" not in text


def test_more_than_is_asked_for_moves_nothing(read, projects):
    projects(["RU-MO"] * 3)
    assert "По проекту редакции субсидии не меняются" in read("0.4")


@pytest.mark.parametrize(
    ("regions", "shown"),
    [
        (["RU-MO"] * 2, None),
        (["RU-MO"] * 3 + ["RU-PNZ"], []),
        (["RU-MO"] * 4 + ["RU-PNZ"] * 3 + ["RU-KO"], [4, 4]),
        (["RU-MO"] * 4 + ["RU-PNZ"] * 3 + ["RU-KO"] * 2 + ["RU-UD"], [4, 3, 3]),
    ],
)
def test_few_projects_are_not_told_apart(officer, projects, draft, regions, shown):
    """A group of fewer than three is shown nowhere, nor as what is left of a total."""
    projects(regions)
    trial = rulebook.trial(actor_of(officer), draft().pk, "pp41", AT.date())
    found = money.money(trial, selectors.estimates_for_trial(actor_of(officer)))
    assert found.shown is (shown is not None)
    if shown is not None:
        assert sorted((each.projects for _name, each in found.regions), reverse=True) == shown


def test_what_is_not_counted_is_said(read, projects, project):
    projects(["RU-MO"] * 3)
    JointProject.objects.filter(code="S-1").update(requested=None)
    assert "1 проект без сметы или суммы" in read()


def test_it_is_the_calculation_of_the_project_itself(officer, projects, draft, project):
    trial = rulebook.trial(actor_of(officer), draft().pk, "pp41", AT.date())
    (row,) = selectors.estimates_for_trial(actor_of(officer))
    content = selectors.live_content(project)
    alike = bridge.compute_under(bridge.to_engine(content), ON, trial.before)
    assert bridge.compute_under(row[1], ON, trial.before).granted_at_most == alike.granted_at_most
    assert bridge.subsidy(content, ON).granted_at_most == alike.granted_at_most


def test_only_officers(scene, client, draft):
    made = draft()
    with pytest.raises(Denied):
        list(selectors.estimates_for_trial(scene.manager))
    client.force_login(scene.people["manager"])
    for page in ("money/", "money.pdf"):
        assert client.get(f"/rulebook/editions/{made.pk}/{page}").status_code == 404


def test_the_note_is_one_page(read, projects):
    projects(["RU-MO"] * 4 + ["RU-PNZ"] * 3)
    assert re.search(rb"/Count 1\b", read(page="money.pdf"))
