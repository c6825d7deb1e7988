"""The whole table of permissions: role x relation x action, denied unless listed."""

import pytest

from svetovod.web.accounts.actors import VISITOR
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.models import ProjectAnswer, ProjectSection, Remark, SectionList
from svetovod.web.projects.selectors import project_get, projects_visible, remarks_visible

TEAM = {"initiator", "partner"}
PANEL = {"expert", "colleague", "organiser"}
WHO = ["initiator", "partner", "third", "stranger", "manager", "other_manager", *sorted(PANEL), "elsewhere",
       "administrator", "visitor"]  # fmt: skip
EVERYBODY = set(WHO)
EXPECTED = {
    "project.list": EVERYBODY,
    "project.view": TEAM | {"manager"} | PANEL,
    "project.view_draft": TEAM | {"manager"},
    "project.create": {"initiator"},
    "project.edit": {"initiator"},
    "project.invite": {"initiator"},
    "project.freeze": {"initiator"},
    "project.present": {"initiator"},
    "project.archive": {"initiator"},
    "output.view": TEAM | {"manager"} | PANEL,
    "letter.view": TEAM | {"manager"},
    "bundle.make": TEAM | {"manager"},
    "template.write": set(),  # of a round's secretary: selection/test_template
    "consent.give": {"partner"},
    "change.answer": {"manager"},
    "filing.prepare": {"initiator"},
    "agreement.write": {"initiator"},
    "section.view": TEAM | {"manager"} | PANEL,
    "section.write": {"initiator"},
    "section.write by its owner": {"initiator", "partner"},
    "section.plan": {"initiator"},
    "section_list.write": set(),  # of a round's secretary: test_sections
    "answer.give about the cluster": {"manager"},
    "answer.give about the applicant": {"initiator"},
    "remark.view": {"initiator"} | PANEL,
    "remark.view once shown": TEAM | {"manager"} | PANEL,
    "remark.view of the team alone": TEAM | {"manager", "expert"},
    "remark.add": {"expert", "colleague"},
    "remark.deliver": set(),  # of a selection that publishes its result: test_expert_remarks
    "remark.answer": {"initiator"},
    "remark.release": {"initiator"},
    "remark.judge": {"expert"},
    "remark_template.keep": {"expert"},
    "money.try": set(),  # of an officer of the registry, who sees no project: test_money
}


def test_every_action_is_in_the_table():
    assert {name.split(" ")[0] for name in EXPECTED} == set(ACCESS)
    assert (ACCESS.app, ACCESS.again) == ("projects", frozenset())


@pytest.mark.parametrize("action", EXPECTED)
def test_who_may(scene, presented, remark, action):
    given = {"project": presented, "author": remark.author, "occasion": remark.occasion, "released": True}
    objects = {
        "consent.give": presented.participants.get(organisation=scene.b),
        "answer.give about the cluster": ProjectAnswer(project=presented, question="fits_programme"),
        "answer.give about the applicant": ProjectAnswer(project=presented, question="applicant_no_tax_debt"),
        "section.write": ProjectSection(project=presented, owner=scene.c),
        "section.write by its owner": ProjectSection(project=presented, owner=scene.b),
        "section_list.write": SectionList(occasion=remark.occasion),
        "template.write": SectionList(occasion=remark.occasion),
        "remark.view once shown": Remark(**given, visibility="panel"),
        "remark.view of the team alone": Remark(**given, visibility="team"),
    }
    about_remark = remark if action.startswith("remark") else presented
    obj = objects.get(action, about_remark)
    allowed = {who for who in WHO if ACCESS.allows(action.split(" ")[0], _actor(scene, who), obj)}
    assert allowed == EXPECTED[action]


def _actor(scene, who):
    return VISITOR if who == "visitor" else getattr(scene, who)


@pytest.mark.parametrize("who", WHO)
def test_lists_agree_with_the_table(scene, presented, remark, who):
    actor = _actor(scene, who)
    sees = who in EXPECTED["project.view"]
    assert projects_visible(actor).filter(pk=presented.pk).exists() is sees
    if sees:
        shown = remarks_visible(actor, project_get(actor, presented.code))
        assert shown.exists() is (who in EXPECTED["remark.view"])


@pytest.mark.parametrize("who", sorted(PANEL))
def test_panel_sees_nothing_before_the_presentation(scene, project, who):
    assert not ACCESS.allows("project.view", _actor(scene, who), project)
    assert not projects_visible(_actor(scene, who)).exists()
