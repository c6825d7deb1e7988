"""The access table of joint projects asked alone, without a database: every action by every role and relation."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from tests.web.acting import Rows, acting, cast, permitted

from svetovod.web.projects.access import ACCESS

ACTORS = cast(
    initiator="initiator@organisation:1", preparer="preparer@organisation:1", led="initiator@project:5",
    prepared="preparer@project:5", in_project="participant@project:5", colleague="participant@organisation:1",
    partner="participant@organisation:2", partner_head="initiator@organisation:2",
    partner_preparer="preparer@organisation:2", invited="participant@organisation:3",
    invited_head="initiator@organisation:3", invited_preparer="preparer@organisation:3",
    watching="auditor@project:5 expert@project:5",
    house_of_initiator="cluster_manager@organisation:1",
    manager="cluster_manager@cluster:7", house="cluster_manager@organisation:9",
    expert="expert@session:one", organiser="organiser@session:one", moderator="moderator@session:one",
    scribe="scribe@session:one", host="host@session:one",
    judge="expert@round:1", secretary="secretary@round:1", member="commission_member@round:1", chair="chair@round:1",
    auditor="auditor@round:1", silent="expert@round:1", silent_secretary="secretary@round:1",
    silent_member="commission_member@round:1", silent_chair="chair@round:1",
    author="", officer="registry_officer@platform", admin="administrator@platform",
    anywhere="organiser@platform expert@platform secretary@platform chair@platform",
    elsewhere="initiator@organisation:8 participant@project:6 initiator@project:6 preparer@project:6 "
    "cluster_manager@cluster:8 cluster_manager@organisation:8 expert@session:two organiser@session:two "
    "expert@round:2 secretary@round:2 secretary@session:1",
)  # fmt: skip
OWN = {"initiator", "preparer", "led", "prepared"}
PARTNERS = {"partner", "partner_head", "partner_preparer"}
INVITED = {"invited", "invited_head", "invited_preparer"}
TEAM = OWN | PARTNERS | INVITED | {"in_project", "colleague"}
MANAGERS = {"manager", "house"}
SESSION = {"expert", "organiser", "moderator", "scribe"}
WROTE = {"judge", "secretary", "member", "chair"}
ROUND = WROTE | {"silent", "silent_secretary", "silent_member", "silent_chair"}
SECRETARIES = {"secretary", "silent_secretary"}


def number(name):
    return ACTORS[name].person_id


def project(**more):
    wrote = [SimpleNamespace(author=number(name), occasion="round:1") for name in sorted(WROTE | {"auditor", "host"})]
    # what was written elsewhere opens nothing here
    wrote += [SimpleNamespace(author=number("silent"), occasion="session:one")]
    wrote += [SimpleNamespace(author=None, occasion="round:1")]
    parties = Rows(SimpleNamespace(organisation_id=pk, consent_at=at) for pk, at in ((1, 1), (2, 1), (3, None)))
    shown = Rows(SimpleNamespace(occasion=occasion) for occasion in ("session:one", "round:1"))
    given = {
        "pk": 5, "initiator_id": 1, "cluster": SimpleNamespace(pk=7, manager_id=9), "participants": parties,
        "audiences": shown, "remarks": Rows(wrote),
    }  # fmt: skip
    return SimpleNamespace(**(given | more))


def remark(by="author", occasion="session:one", *, released=False, visibility="team"):
    return SimpleNamespace(
        project=project(), author_id=number(by), occasion=occasion, released=released, visibility=visibility
    )


def section(owner):
    return SimpleNamespace(project=project(), owner_id=owner)


def answer(question):
    return SimpleNamespace(project=project(), question=question)


LIST = SimpleNamespace(occasion="round:1")
# an action, and what is different about its object: the object, who may
EXPECTED = {
    "project.list": (None, set(ACTORS)),
    "project.view": (project(), TEAM | MANAGERS | SESSION | WROTE),
    "project.view_draft": (project(), TEAM | MANAGERS),
    "project.create": (project(), OWN),
    "project.create, before there is one": (project(pk=None, participants=None), {"initiator", "preparer"}),
    "project.edit": (project(), OWN),
    "project.invite": (project(), OWN),
    "project.freeze": (project(), OWN),
    "project.present": (project(), OWN | {"system"}),
    "project.archive": (project(), OWN),
    "output.view": (project(), TEAM | MANAGERS | SESSION | WROTE),
    "letter.view": (project(), TEAM | MANAGERS),
    "bundle.make": (project(), TEAM | MANAGERS),
    "consent.give": (SimpleNamespace(project=project(), organisation_id=3), {"invited", "invited_head"}),
    "section.view": (section(2), TEAM | MANAGERS | SESSION | WROTE),
    "section.write": (section(2), OWN | PARTNERS),
    "section.write, its owner has not consented": (section(3), OWN),
    "section.write, its owner takes no part": (section(8), OWN),
    "section.plan": (section(2), OWN),
    "section_list.write": (LIST, SECRETARIES),
    "section_list.write, of a session": (SimpleNamespace(occasion="session:1"), set()),
    "section_list.write, of another round": (SimpleNamespace(occasion="round:2"), {"elsewhere"}),
    "template.write": (LIST, SECRETARIES),
    "answer.give": (answer("applicant_no_tax_debt"), OWN),
    "answer.give, of the cluster": (answer("fits_programme"), MANAGERS),
    "answer.give, of its functions": (answer("fits_functional_map"), MANAGERS),
    "agreement.write": (project(), OWN),
    "change.answer": (project(), MANAGERS),
    "filing.prepare": (project(), OWN),
    "money.try": (project(), {"officer"}),
    "remark.view": (remark(), OWN | {"author"}),
    "remark.view, released": (remark(released=True), TEAM | MANAGERS | {"author"}),
    "remark.view, for the panel": (remark(visibility="panel"), OWN | {"author"} | SESSION),
    "remark.view, for a commission": (remark("judge", "round:1", visibility="panel"), OWN | ROUND),
    "remark.add": (remark(), {"expert"}),
    "remark.add, to a selection": (remark(occasion="round:1"), {"judge"}),
    "remark.add, where it was not shown": (remark(occasion="session:two"), set()),
    "remark.deliver": (remark(), {"system"}),
    "remark.answer": (remark(), OWN),
    "remark.release": (remark(), OWN | {"system"}),
    "remark.judge": (remark(), {"author"}),
    "remark_template.keep": (remark(), {"author"}),
}


def allowed(action, obj, actors=ACTORS):
    return set(permitted(ACCESS, action.partition(",")[0], actors, obj).split())


@pytest.mark.parametrize("action", EXPECTED)
def test_who_may(action):
    obj, who = EXPECTED[action]
    assert allowed(action, obj) == who


def test_every_action_is_asked():
    assert {action.partition(",")[0] for action in EXPECTED} == set(ACCESS)
    assert (ACCESS.app, ACCESS.again) == ("projects", frozenset())


def test_a_project_that_is_not_kept_yet_is_no_teams():
    """Its participants cannot be asked for; a role in a project of that name is no role in this one."""
    unkept = project(pk=None, initiator_id=8, participants=None, audiences=None)
    actors = ACTORS | {"none": acting(99, "initiator@project:None", "participant@project:None")}
    for action in ("project.view", "project.view_draft", "output.view"):
        assert allowed(action, unkept, actors) == {"elsewhere"} | MANAGERS
    assert allowed("project.edit", unkept, actors) == {"elsewhere"}


def test_a_panel_sees_only_what_was_shown_to_it():
    assert allowed("project.view", project(audiences=Rows())) == TEAM | MANAGERS
    only = Rows([SimpleNamespace(occasion="round:1")])
    assert allowed("project.view", project(audiences=only)) == TEAM | MANAGERS | WROTE
    # an expert of two sessions adds nothing for the one where it was not shown
    both = {"both": acting(99, "expert@session:one", "expert@session:two")}
    assert allowed("remark.add", remark(), both) == {"both"}
    assert allowed("remark.add", remark(occasion="session:two"), both) == set()


def test_a_selection_is_read_of_by_whoever_wrote_there_and_is_known():
    lost = {"lost": acting(None, "expert@round:1", "expert@session:one")}
    only = Rows([SimpleNamespace(occasion="round:1")])
    assert allowed("project.view", project(audiences=only), lost) == set()
    assert allowed("remark.add", remark(), lost) == set()
    # asked once of a person: the next one is another
    row = project(audiences=only)
    for name, sees in (("silent", False), ("judge", True), ("silent", False), ("chair", True)):
        assert ACCESS.allows("project.view", ACTORS[name], row) is sees


def test_what_has_no_author_is_no_visitors():
    nobodys = remark()
    nobodys.author_id = None
    for action in ("remark.view", "remark.judge", "remark_template.keep"):
        assert "visitor" not in allowed(action, nobodys)


def test_what_was_asked_once_is_not_asked_again():
    """Rows of a project in a list of many: the second right that depends on them asks nothing."""

    class Counted(Rows):
        asked = 0

        def all(self):
            Counted.asked += 1
            return self

        def filter(self, **wanted):
            Counted.asked += 1
            return Rows.filter(self, **wanted)

    row = project()
    row.audiences, row.remarks = Counted(row.audiences), Counted(row.remarks)
    for _ in range(3):
        assert ACCESS.allows("project.view", ACTORS["judge"], row)
    assert Counted.asked == 2
    assert row._wrote == {number("judge"): {"round:1"}}
    # nor is anything asked for whoever sits on no panel
    strange = project(audiences=None, remarks=None)
    assert not ACCESS.allows("project.view", ACTORS["admin"], strange)


@pytest.mark.parametrize("action", ["project.view", "project.view_draft", "project.edit"])
def test_a_program_sees_the_projects_it_is_limited_to(action):
    for projects, may in ((None, True), ({5}, True), ({6}, False), (set(), False)):
        assert ACCESS.allows(action, replace(ACTORS["initiator"], projects=projects), project()) is may
