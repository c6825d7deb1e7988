"""Texts of the application: asked for by a list, written by several people, kept in versions, remarked on."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Conflict, Denied, Hidden, Refused
from svetovod.web.projects import readiness, services
from svetovod.web.projects.changes import readable
from svetovod.web.projects.models import ProjectSection, SectionPen
from svetovod.web.projects.sections import lists, reading
from svetovod.web.projects.selectors import live_content, project_get, version_content

ROW = {
    "key": "risks", "title": {"ru": "Риски", "en": "Risks"}, "hint": {"ru": "Что мешает", "en": "What is in the way"},
    "required": True, "most": 12,
}  # fmt: skip
TITLE = {"ru": "Список отбора", "en": "List of the selection"}


@pytest.fixture
def write(scene, project, helpers):
    def section(text, revision=0, *, key="market", who=None, form="", at=helpers.AT):
        return services.section_write(
            actor=who or scene.initiator, project=project, key=key, text=text, revision=revision, edit_key=form, at=at
        )

    return section


@pytest.fixture
def listed(db, helpers):
    def make(*rows, source=""):
        secretary = actor_of(helpers.person("secretary", ("secretary", "round", "7")))
        return services.list_write(
            actor=secretary, occasion="round:7", title=TITLE, source=source, sections=rows, at=helpers.AT
        )

    return make


@pytest.fixture
def second(scene, helpers):
    """Another person of the initiator's enterprise."""
    return helpers.person("second", ("initiator", "organisation", scene.a.pk))


def url(project, key="market", tail=""):
    return f"/projects/{project.code}/sections/{key}/{tail}"


def items(project):
    return {item.place: item for item in readiness.items(live_content(project), [], date(2021, 7, 1)) if item.place}


def test_the_usual_list_is_supplied_by_users_and_never_blocks(project, write):
    found = items(project)
    assert len(found) == sum(each.required for each in lists.default().sections)
    assert lists.default().user_supplied
    assert not any(item.done or item.stands for item in found.values())
    write("Cable plants.")
    assert items(project)["market"].done
    assert items(project)["market"].section == "sections"


def test_a_list_of_an_announced_order_blocks_and_counts_characters(scene, project, listed, write, helpers):
    chosen = listed(ROW, source="Order No. 1")
    services.list_choose(actor=scene.initiator, project=project, section_list=chosen, at=helpers.AT)
    assert {place: item.stands for place, item in items(project).items()} == {"risks": True}
    write("Thirteen long", key="risks")
    assert (items(project)["risks"].code, items(project)["risks"].params["count"]) == ("section_long", 1)
    write("Twelve chars", 1, key="risks")
    assert items(project)["risks"].done


def test_texts_go_over_to_another_list_and_none_is_thrown_away(scene, project, listed, write, helpers):
    write("Kept", key="risks")
    write("Not asked any more", key="market")
    services.list_choose(actor=scene.initiator, project=project, section_list=listed(ROW), at=helpers.AT)
    content = live_content(project)
    assert [(row["key"], row["text"]) for row in content["sections"]] == [("risks", "Kept")]
    fresh = project_get(scene.initiator, project.code)
    assert [row.text for row in reading.unasked(fresh, content)] == ["Not asked any more"]


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"key": "Big Key"}, "latin small letters"),
        ({"most": 0}, "number of characters"),
        ({"most": True}, "number of characters"),
        ({"title": {"ru": "Риски"}}, "both languages"),
        ({"hint": {"ru": " ", "en": "x"}}, "no empty words"),
        ({"required": "yes"}, "true or false"),
        ({"size": 3}, "unknown: size"),
    ],
)
def test_a_wrong_list_is_refused_with_its_places(listed, wrong, fault):
    with pytest.raises(Refused) as caught:
        listed(ROW, {**ROW, "key": "other", **wrong})
    assert "section 2" in str(caught.value)
    assert fault in str(caught.value)


def test_a_list_is_the_secretarys_of_that_round(scene, listed, helpers):
    with pytest.raises(Refused):
        listed()
    for who in (scene.initiator, scene.expert, scene.administrator):
        with pytest.raises(Denied):
            services.list_write(actor=who, occasion="round:7", title=TITLE, sections=[ROW], at=helpers.AT)


def test_the_second_saver_is_told_and_nothing_is_overwritten(project, write):
    write("First.", form="one")
    write("First. More.", 0, form="one")
    with pytest.raises(Conflict):
        write("Second.", 0, form="two")
    assert ProjectSection.objects.get(project=project).text == "First. More."
    write("Second.", 2, form="two")
    with pytest.raises(Conflict):
        write("First. More. And more.", 1, form="one")


def test_two_texts_are_joined_on_the_one_both_came_from(scene, project, write):
    write("Buyers: plants. Price: none.", form="one")
    write("Buyers: plants and railways. Price: none.", 1, form="one")
    section = reading.section_get(scene.initiator, project, "market")
    found = reading.merge(section, mine="Buyers: plants. Price: RUB 100.", base=1, edit_key="two")
    assert found.joined.text == "Buyers: plants and railways. Price: RUB 100."
    assert ("ins", " and railways") in found.theirs
    assert found.joined.clashes == 0
    nearer = reading.merge(section, mine="Buyers: plants and railways. Price: RUB 5.", base=0, edit_key="one")
    assert nearer.joined.text == "Buyers: plants and railways. Price: RUB 5."


def test_the_owner_writes_its_section_alone_once_it_has_consented(scene, project, write, helpers):
    def plan(owner):
        services.section_plan(
            actor=scene.initiator, project=project, key="market", owner=owner, due=date(2021, 7, 1), at=helpers.AT
        )

    with pytest.raises(Refused):
        plan(scene.c)
    plan(scene.b)
    write("By the partner.", who=scene.partner)
    for who in (scene.manager, scene.expert, scene.stranger):
        with pytest.raises((Denied, Hidden)):
            write("By somebody.", 1, who=who)
    with pytest.raises(Denied):
        write("Not its own.", key="risks", who=scene.partner)
    row = reading.SectionRow(live_content(project)["sections"][1], ProjectSection.objects.get(), date(2021, 7, 2))
    assert row.state[0] == "no"


def test_unknown_sections_are_404_and_archived_projects_are_read_only(scene, project, write, helpers):
    with pytest.raises(Hidden):
        write("X", key="nothing")
    services.project_archive(actor=scene.initiator, project=project, at=helpers.AT)
    with pytest.raises(Refused) as caught:
        write("X")
    assert caught.value.code == "project.archived"


def test_a_version_keeps_the_texts_and_its_difference_is_by_words(scene, project, write, helpers):
    write("Buyers are plants.")
    version = services.version_freeze(actor=scene.initiator, project=project, purpose="presentation", at=helpers.AT)
    write("Buyers are cable plants.", 1)
    again = services.version_freeze(actor=scene.initiator, project=project, purpose="presentation", at=helpers.AT)
    assert again.sha256 != version.sha256
    (row,) = readable(version_content(version), version_content(again))
    assert (row.section, row.key, row.kind) == ("sections", "market", "changed")
    assert row.fields[0].words == (("same", "Buyers are"), ("ins", " cable"), ("same", " plants."))


def test_a_version_kept_before_sections_differs_only_by_what_was_written(project, write):
    write("Buyers are plants.")
    old = {name: value for name, value in live_content(project).items() if name != "sections"}
    (row,) = readable(old, live_content(project))
    assert (row.key, row.kind) == ("market", "added")


def test_pages_for_those_who_write_and_those_who_read(scene, presented, write, signed):
    write("Buyers are plants.")
    for who in ("initiator", "partner", "manager"):
        client = signed(scene.people[who])
        assert "Sections written: 1 of 8" in client.get(f"/projects/{presented.code}/sections/").content.decode()
        page = client.get(url(presented)).content.decode()
        assert ("data-autosave" in page) is (who == "initiator")
        assert "Buyers are plants." in page
    panel = signed(scene.people["expert"])
    page = panel.get(url(presented)).content.decode()
    assert "Buyers are plants." not in page
    assert panel.get(url(presented, "nothing")).status_code == 404
    for tail in ("", "draft/", "here/", "plan/"):
        assert panel.post(url(presented, tail=tail), {"text": "X", "revision": 1}).status_code == 403
    for who in ("stranger", "elsewhere"):
        assert signed(scene.people[who]).get(url(presented)).status_code == 404


def test_saving_second_shows_both_and_keeps_what_was_typed(scene, project, write, second, signed):
    write("Buyers: plants. Price: none.", form="one")
    write("Buyers: plants and railways. Price: none.", 1, form="one")
    client = signed(second)
    typed = {"text": "Buyers: plants. Price: RUB 100.", "revision": "1", "edit_key": "two"}
    answer = client.post(url(project, tail="draft/"), typed)
    assert answer.status_code == 409
    assert b"Somebody else" in answer.content
    assert SectionPen.objects.get(edit_key="two").text == typed["text"]
    answer = client.post(url(project), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<ins> and railways</ins>" in page
    assert "<ins> RUB 100</ins>" in page
    form = answer.context["form"].initial
    assert form["text"] == "Buyers: plants and railways. Price: RUB 100."
    assert "You have words" in client.get(url(project)).content.decode()
    assert client.get(url(project) + "?mine=1").context["form"].initial["text"] == form["text"]
    assert client.post(url(project), form).status_code == 302
    assert ProjectSection.objects.get().text == form["text"]
    assert "You have words" not in client.get(url(project)).content.decode()
    # going back to the page that was refused and writing on is a conflict again
    assert client.post(url(project), typed).status_code == 409


def test_a_draft_saves_itself_and_tells_its_revision(scene, project, signed):
    client = signed(scene.people["initiator"])
    for number in (1, 2):
        sent = {"text": f"Words {number}\r\nmore", "revision": "0", "edit_key": "one"}
        answer = client.post(url(project, tail="draft/"), sent)
        assert (answer.status_code, answer["X-Revision"]) == (204, str(number))
    assert ProjectSection.objects.get().text == "Words 2\nmore"
    assert client.post(url(project, tail="draft/"), sent | {"text": "x" * 20_001}).status_code == 422
    assert client.post(url(project, tail="draft/"), {"text": "no revision"}).status_code == 422
    assert client.post(url(project), sent | {"text": "x" * 20_001}).status_code == 422


def test_who_is_here_now_is_said(scene, project, second, signed, helpers):
    services.section_hold(
        actor=scene.initiator, project=project, key="market", edit_key="one", at=helpers.AT - timedelta(minutes=5)
    )
    client = signed(second)
    here = url(project, tail="here/")
    assert b"initiator" not in client.post(here, {"edit_key": "two", "revision": "0"}).content
    services.section_hold(actor=scene.initiator, project=project, key="market", edit_key="one", at=helpers.AT)
    assert b"initiator has this section open" in client.post(here, {"edit_key": "two", "revision": "0"}).content
    services.section_write(
        actor=scene.initiator, project=project, key="market", text="New", revision=0, edit_key="one", at=helpers.AT
    )
    assert b"has saved another text" in client.post(here, {"edit_key": "two", "revision": "0"}).content
    assert client.post(here, {"edit_key": "one"}).status_code == 404, "an open form is one person's"


def test_a_remark_names_the_section_and_leads_to_it(scene, presented, write, helpers, signed):
    client = signed(scene.people["expert"])
    sent = {"section": "sections:market", "severity": "important", "text": "Who buys?", "occasion": helpers.OCCASION}
    assert client.post(f"/projects/{presented.code}/remarks/new/", sent).status_code == 302
    assert client.post(
        f"/projects/{presented.code}/remarks/new/", sent | {"section": "sections:nothing"}
    ).status_code == 422  # fmt: skip
    client = signed(scene.people["initiator"])
    page = client.get(f"/projects/{presented.code}/remarks/").content.decode()
    assert f'href="{reverse("projects:section", args=[presented.code, "market"])}"' in page
    assert "Market and buyers" in page
    assert "Who buys?" in client.get(url(presented)).content.decode()
    with pytest.raises(Refused):
        helpers.add_remark(scene, presented, section="sections", place="nothing")


def test_plan_and_list_by_form(scene, project, listed, signed):
    client = signed(scene.people["initiator"])
    chosen = listed(ROW)
    assert client.post(url(project, tail="plan/"), {"owner": scene.b.pk, "due": "2021-07-01"}).status_code == 302
    assert ProjectSection.objects.get(key="market").owner == scene.b
    client.post(url(project, tail="plan/"), {"owner": scene.c.pk, "due": "x"})
    assert ProjectSection.objects.get(key="market").due == date(2021, 7, 1)
    page = f"/projects/{project.code}/sections/"
    assert client.post(page, {"section_list": "999"}).status_code == 422
    assert client.post(page, {"section_list": chosen.pk}).status_code == 302
    assert "List of the selection" in client.get(page).content.decode()
    assert signed(scene.people["partner"]).post(page, {"section_list": ""}).status_code == 403


def test_the_passport_has_the_texts(scene, project, write, signed):
    write("Buyers are plants.\n\nLetters are attached.")
    answer = signed(scene.people["initiator"]).get(f"/projects/{project.code}/passport.pdf")
    assert answer.content.startswith(b"%PDF")


def test_the_text_of_a_version_is_taken_back(scene, project, write, helpers, signed):
    write("Buyers are plants.")
    services.version_freeze(actor=scene.initiator, project=project, purpose="presentation", at=helpers.AT)
    write("Nothing of it.", 1)
    client = signed(scene.people["initiator"])
    assert "?version=1" in client.get(url(project)).content.decode()
    answer = client.get(url(project) + "?version=1")
    page = answer.content.decode()
    assert "Buyers are plants." in page
    assert "<ins>Nothing of it</ins>" in page
    assert client.post(url(project), answer.context["form"].initial).status_code == 302
    assert ProjectSection.objects.get().text == "Buyers are plants."
    for wrong in ("2", "x"):
        assert client.get(url(project) + f"?version={wrong}").status_code == 404
    reader = signed(scene.people["manager"]).get(url(project) + "?version=1").content.decode()
    assert "Buyers are plants." in reader
    assert 'id="restore"' not in reader
