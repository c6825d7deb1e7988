"""The access table of practical sessions asked alone, without a database: every action by every role and relation."""

from types import SimpleNamespace

import pytest
from tests.web.acting import Rows, acting, cast, permitted

from svetovod.web.accounts.actors import SYSTEM, VISITOR
from svetovod.web.events.access import ACCESS

ACTORS = cast(
    organiser="organiser@session:one", anywhere="organiser@platform", door="check_in@session:one",
    expert="expert@session:one", moderator="moderator@session:one", scribe="scribe@session:one",
    press="press_officer@session:one", host="host@session:one participant@organisation:7",
    passes="pass_officer@session:one participant@organisation:7",
    other_host="host@session:one participant@organisation:8",
    other_passes="pass_officer@session:one participant@organisation:8", same_house="participant@organisation:7",
    initiator="initiator@organisation:9", preparer="preparer@organisation:9", led="initiator@project:5",
    prepared="preparer@project:5", partner="participant@organisation:9", in_project="participant@project:5",
    author="", foreign_author="expert@session:two", seated="", waiting="", speaker="", teacher="",
    officer="registry_officer@platform",
    admin="administrator@platform",
    elsewhere="organiser@session:two check_in@session:two expert@session:two moderator@session:two scribe@session:two "
    "press_officer@session:two host@session:two pass_officer@session:two participant@organisation:7",
    # a selection may be called as the session is
    same_name="organiser@round:one check_in@round:one expert@round:one moderator@round:one scribe@round:one "
    "press_officer@round:one host@round:one pass_officer@round:one participant@organisation:7",
)  # fmt: skip
EVERYBODY = set(ACTORS)
SIGNED_IN = EVERYBODY - {"visitor", "system"}
ORGANISER, PANEL = {"organiser", "anywhere"}, {"expert", "moderator", "scribe"}
OWN = {"initiator", "preparer", "led", "prepared"}


def number(name):
    return ACTORS[name].person_id


def session(state="published"):
    registrations = Rows([SimpleNamespace(person_id=number("seated"), state="confirmed"),
                          SimpleNamespace(person_id=number("waiting"), state="waiting")])  # fmt: skip
    speakers = Rows(SimpleNamespace(person_id=number(name)) for name in ("speaker", "teacher"))
    return SimpleNamespace(slug="one", state=state, registrations=registrations, speakers=speakers)


def of_author(name, **more):
    """A registration, a note or a sheet of paper of that person."""
    return SimpleNamespace(session=session(), person_id=number(name), expert_id=number(name), **more)


VISIT = SimpleNamespace(item=SimpleNamespace(session=session()), host_id=7)
PITCH = SimpleNamespace(session=session(), project=SimpleNamespace(initiator_id=9, pk=5))
ITEM = SimpleNamespace(session=session(), speakers=Rows([SimpleNamespace(person_id=number("teacher"))]))
ANSWER = SimpleNamespace(session=session(), registration=of_author("author"))


def material(access="public", published_at=1, state="published"):
    return SimpleNamespace(session=session(state), item=ITEM, access=access, published_at=published_at)


# action: whom it is granted beside the organisers of this session and of all
GRANTED = {
    "session.view": (session(), EVERYBODY),
    "session.update": (session(), {"system"}),
    "session.publish": (session(), {"system"}),
    "registration.view": (of_author("author"), {"author", "door"}),
    "registration.manage": (of_author("author"), {"author"}),
    "registration.check_in": (of_author("author"), {"door"}),
    "answer.read": (ANSWER, {"author"}),
    "registrations.list": (session(), {"door"}),
    "registrations.export": (session(), set()),
    "press.edit": (session(), {"press", "system"}),
    "press.approve": (session(), {"system"}),
    "visits.list": (session(), {"host", "passes", "other_host", "other_passes"}),
    "visit.update": (VISIT, {"system"}),
    "visit.host": (VISIT, {"host"}),
    "pitches.list": (session(), PANEL),
    "pitch.view": (PITCH, PANEL | OWN),
    "pitch.plan": (session(), {"system"}),
    "floor.run": (session(), {"moderator", "system"}),
    "floor.ask": (session(), PANEL | {"seated"}),
    "seminars.list": (session(), {"moderator", "speaker", "teacher", "door"}),
    "seminar.teach": (ITEM, {"teacher", "system"}),
    "material.view": (material(), EVERYBODY),
    "material.publish": (material(), {"system"}),
    "faq.write": (ITEM, {"teacher", "moderator", "system"}),
    "sheets.print": (session(), {"scribe", "system"}),
}
# and those that are not the organiser's
OTHERS = {
    "session.create": (None, {"anywhere", "system"}),
    "registration.create": (session(), EVERYBODY),
    "registration.delegate": (session(), SIGNED_IN),
    "answer.give": (ANSWER, {"author"}),
    "visit.answer": (VISIT, {"host"}),
    "visit.passes": (VISIT, {"passes"}),
    "pitch.submit": (PITCH, OWN),
    "faq.publish": (None, {"anywhere", "officer", "system"}),
    "note.write": (session(), {"expert", "scribe"}),
    "note.keep": (of_author("expert"), {"expert"}),
    "sheets.scan": (session(), {"scribe"}),
    "sheets.read": (of_author("expert"), {"expert", "scribe"}),
    "note.release": (of_author("expert", state="held"), {"expert"}),
}
EXPECTED = {action: (obj, who | ORGANISER) for action, (obj, who) in GRANTED.items()} | OTHERS


def allowed(action, obj):
    return set(permitted(ACCESS, action, ACTORS, obj).split())


@pytest.mark.parametrize("action", list(ACCESS))
def test_who_may(action):
    obj, who = EXPECTED[action]
    assert allowed(action, obj) == who


def test_nothing_is_asked_again_for_and_the_table_is_that_of_events():
    assert (set(EXPECTED), ACCESS.app, ACCESS.again) == (set(ACCESS), "events", frozenset())


@pytest.mark.parametrize("action", ["session.view", "registration.create", "registration.delegate"])
def test_a_draft_is_its_organisers(action):
    seen = ORGANISER | {"system"} if action == "session.view" else set()
    assert allowed(action, session("draft")) == seen


CIRCLES = {
    "public": EVERYBODY,
    "registered": PANEL | {"seated", "speaker", "teacher"},
    "speakers": PANEL | {"speaker", "teacher"},
}


@pytest.mark.parametrize("circle", CIRCLES)
def test_a_material_is_seen_by_its_circle_once_it_is_published(circle):
    always = ORGANISER | {"teacher", "system"}
    assert allowed("material.view", material(circle)) == CIRCLES[circle] | always
    assert allowed("material.view", material(circle, published_at=None)) == always
    assert allowed("material.view", material(circle, state="draft")) == always


@pytest.mark.parametrize(("state", "who"), [("ready", {"moderator", "system"} | ORGANISER), ("held", set())])
def test_a_note_is_released_by_its_expert_or_left_to_the_moderator(state, who):
    assert allowed("note.release", of_author("expert", state=state)) == who | {"expert"}
    # whoever is an expert no longer releases, keeps and reads nothing
    assert allowed("note.release", of_author("author", state=state)) == who
    assert allowed("note.keep", of_author("author")) == set()
    assert allowed("sheets.read", of_author("author")) == {"scribe"}


def test_what_has_no_person_belongs_to_no_visitor():
    """A row without a person, as for a guest from the street, is not everybody's who has not signed in."""
    nobody = SimpleNamespace(session=session(), person_id=None, expert_id=None, state="held")
    taught = SimpleNamespace(session=session(), speakers=Rows([nobody]))
    answered = SimpleNamespace(registration=nobody)
    for action, obj in (
        ("registration.manage", nobody), ("note.keep", nobody), ("answer.give", answered), ("seminar.teach", taught),
    ):  # fmt: skip
        assert not ACCESS.allows(action, VISITOR, obj)
    assert ACCESS.allows("seminar.teach", SYSTEM, taught)
    row = session()
    row.registrations, row.speakers = Rows([SimpleNamespace(person_id=None, state="confirmed")]), Rows([nobody])
    assert not ACCESS.allows("floor.ask", VISITOR, row)
    assert not ACCESS.allows("seminars.list", VISITOR, row)
    assert not ACCESS.allows("registration.manage", acting(99), row)
    # an unregistered expert who has lost the person behind them
    lost = acting(None, "expert@session:one")
    for action in ("note.keep", "note.release", "sheets.read"):
        assert not ACCESS.allows(action, lost, nobody)
