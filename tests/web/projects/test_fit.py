"""Products and purchases on the functional map and in the programme: what blocks, what warns, who asks and answers."""

from datetime import date, datetime, timedelta

import pytest

from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.dossier import services as dossiers
from svetovod.web.notices.models import Notice
from svetovod.web.projects import readiness, selectors, services
from svetovod.web.projects.changes import readable
from svetovod.web.projects.fit.standing import of_content, offered
from svetovod.web.projects.outputs import letters
from svetovod.web.projects.outputs.source import source_of
from svetovod.web.projects.selectors import live_content
from svetovod.web.registry.models import ClusterSheet
from svetovod.web.registry.selectors import map_on

ON = date(2021, 7, 1)


def sheet(scene, at, *people, purchases=()):
    rows = [{"inn": each.inn, "name": each.name} for each in people]
    bought = [{"seller": s.inn if s else None, "buyer": b.inn, "okpd2": code} for s, b, code in purchases]
    return ClusterSheet.objects.create(
        cluster=scene.cluster, uploaded_at=at, content={"participants": rows, "purchases": bought}
    )


@pytest.fixture
def map_(scene, helpers):
    """Version 2 of the map: a sells to b and to c; version 1 had only a."""
    sheet(scene, helpers.AT - timedelta(days=9), scene.a)
    bought = [(scene.a, scene.b, "27.31.12"), (scene.a, scene.c, "27.31.12"), (None, scene.b, "24.10")]
    return sheet(scene, helpers.AT - timedelta(days=1), scene.a, scene.b, scene.c, purchases=bought)


@pytest.fixture
def programme(scene, helpers):
    place = {"actor": scene.manager, "at": helpers.AT}
    row = dossiers.programme_open(cluster=scene.cluster, first_year=2021, last_year=2023, **place)
    fields = {"due_on": date(2022, 6, 30), "responsible": scene.a.pk, "goal": None, "number": "1.1", "name": "Preforms"}
    dossiers.measure_save(programme=row, fields=fields, **place)
    said = {"name": "Output", "unit": "km", "step": "year", "better": "more", "baseline": None, "baseline_year": None}
    dossiers.indicator_save(programme=row, fields=said, **place)
    return dossiers.programme_approve(programme=row, number="3", on=date(2021, 2, 1), approved_by="Council", **place)


def add(scene, project, helpers, **fields):
    given = {"what": "product", "name": "Preform", "okpd2": "27.31.12", "place": f"node:{scene.a.inn}", "measure": ""}
    return services.fit_add(actor=scene.initiator, project=project, fields=given | fields, at=helpers.AT)


def items(project):
    content = live_content(project)
    found = readiness.items(content, [], ON, None, of_content(content, project.cluster))
    return {item.code: (item.kind, item.done) for item in found if item.code.startswith("fit")}


def test_what_is_not_kept_here_warns_and_what_is_off_the_map_blocks(scene, project, helpers, request):
    assert items(project) == {"fit_lines": ("warning", False)}
    request.getfixturevalue("map_")
    assert items(project) == {"fit_lines": ("blocking", False)}
    line = add(scene, project, helpers)
    add(scene, project, helpers, what="purchase", name="Furnace", place="")
    assert items(project) == {
        "fit_lines": ("blocking", True),
        "fit_map": ("blocking", False),
        "fit_no_programme": ("warning", False),
    }
    with pytest.raises(Refused) as caught:
        services.project_complete(actor=scene.initiator, project=project, at=helpers.AT)
    assert caught.value.code == "project.not_ready"
    assert any("Furnace" in text for text in selectors.blocking_texts(project, ON))
    request.getfixturevalue("programme")
    assert items(project)["fit_programme"] == ("blocking", False)
    for each in project.fit_lines.all():
        place = f"edge:{scene.a.inn}-{scene.b.inn}-27.31.12" if each != line else line.place
        services.fit_edit(
            actor=scene.initiator, line=each, fields={"measure": "1.1", "place": place}, at=helpers.AT
        )  # fmt: skip
    assert all(done for _kind, done in items(project).values())
    assert services.project_complete(actor=scene.initiator, project=project, at=helpers.AT).state == "ready"


def test_before_the_law_asked_nothing_is_asked(scene, project, map_):
    content = live_content(project)
    found = readiness.items(content, [], date(2018, 5, 23), None, of_content(content, project.cluster))
    assert not any(item.code.startswith("fit") for item in found)


def test_a_new_map_takes_the_place_away_and_the_old_one_is_that_of_its_day(scene, project, map_, helpers):
    add(scene, project, helpers, place=f"node:{scene.b.inn}")
    sheet(scene, helpers.AT + timedelta(days=1), scene.a, scene.c)
    content = live_content(project)
    assert [line.on_map for line in of_content(content, scene.cluster).lines] == [False]
    then = of_content(content, scene.cluster, helpers.AT)
    assert ([line.on_map for line in then.lines], then.map.number) == ([True], 2)


def test_only_places_among_the_participants_are_offered(scene, project, map_, helpers):
    keys = [key for key, _label in offered(map_on(scene.cluster), [scene.a.inn, scene.b.inn])]
    assert keys == [f"node:{scene.a.inn}", f"node:{scene.b.inn}", f"edge:{scene.a.inn}-{scene.b.inn}-27.31.12"]
    for place in (f"node:{scene.c.inn}", f"edge:{scene.a.inn}-{scene.c.inn}-27.31.12", "node:0"):
        with pytest.raises(Refused) as caught:
            add(scene, project, helpers, place=place)
        assert caught.value.code == "fit.place"
    with pytest.raises(Refused) as caught:
        add(scene, project, helpers, measure="9.9")
    assert caught.value.code == "fit.measure"


def test_the_managing_organisation_is_asked_once_and_answers_once(scene, project, map_, helpers, signed):
    line = add(scene, project, helpers, place="")
    ask = {"actor": scene.initiator, "line": line, "part": "map", "at": helpers.AT}
    with pytest.raises(Refused):
        services.change_ask(**ask, text=" ")
    first = services.change_ask(**ask, text="Put the furnace on the map.")
    assert services.change_ask(**ask, text="Again.") == first
    assert Notice.objects.filter(person=scene.people["manager"], url__endswith="/fit/").count() == 1
    assert signed(scene.people["manager"]).get("/projects/?needs_me=on").context["count"] == 1
    page = signed(scene.people["manager"]).get(f"/projects/{project.code}/fit/").content.decode()
    assert "Put the furnace on the map." in page and "It is changed" in page
    assert (
        "It is changed" not in signed(scene.people["initiator"]).get(f"/projects/{project.code}/fit/").content.decode()
    )
    answer = {"actor": scene.manager, "request": first, "at": helpers.AT}
    with pytest.raises(Refused) as caught:
        services.change_answer(**answer, state="declined", answer="")
    assert caught.value.code == "change.reasons"
    services.change_answer(**answer, state="done", answer="Version 3.")
    services.change_answer(**answer, state="declined", answer="No.")
    first.refresh_from_db()
    assert (first.state, first.answer) == ("done", "Version 3.")
    assert Notice.objects.filter(person=scene.people["initiator"], url__endswith="/fit/").count() == 1
    assert signed(scene.people["manager"]).get("/projects/?needs_me=on").context["count"] == 0


@pytest.mark.parametrize("who", ["partner", "expert", "other_manager", "stranger"])
def test_nobody_else_ties_or_answers(scene, presented, map_, helpers, who):
    line = add(scene, presented, helpers)
    request = services.change_ask(actor=scene.initiator, line=line, part="map", text="?", at=helpers.AT)
    actor = getattr(scene, who)
    for call in (
        lambda: services.fit_edit(actor=actor, line=line, fields={"name": "X"}, at=helpers.AT),
        lambda: services.fit_delete(actor=actor, line=line, at=helpers.AT),
        lambda: services.change_ask(actor=actor, line=line, part="programme", text="?", at=helpers.AT),
        lambda: services.change_answer(actor=actor, request=request, state="done", answer="", at=helpers.AT),
    ):
        with pytest.raises((Denied, Hidden)):
            call()


def test_a_version_keeps_the_lines_and_the_letter_names_both_versions(scene, project, map_, programme, helpers):
    before = services.version_freeze(actor=scene.initiator, project=project, purpose="revision", at=helpers.AT)
    assert "fit" not in before.content
    add(scene, project, helpers, measure="1.1")
    (row,) = readable(before.content, live_content(project))
    assert (row.section, row.kind, row.row["name"]) == ("fit", "added", "Preform")
    made = selectors.project_get(scene.manager, project.code)
    paper = letters.managing(source_of(scene.manager, made, None, helpers.AT))
    words = " ".join(paper.blocks[0].paragraphs)
    assert "Functional map, version 2 of 23 June 2021" in words
    assert "Development programme No. 3 of 1 February 2021" in words
    assert paper.blocks[1].rows == [["Preform", "27.31.12", str(scene.a), "1.1"]]


def test_by_the_form_and_what_a_panel_reads(scene, project, map_, programme, helpers, signed):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/fit/"
    wrong = client.post(url, {"what": "product", "name": "X", "okpd2": "00.00", "place": "node:1", "measure": ""})
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"okpd2", "place"}
    body = {"what": "product", "name": "Preform", "okpd2": "27.31.12", "place": f"node:{scene.a.inn}", "measure": "1.1"}
    assert client.post(url, body).status_code == 302
    page = client.get(url).content.decode()
    assert "Every product and purchase stands on the map" in page
    line = project.fit_lines.get()
    own = client.get(f"{url}{line.pk}/").content.decode()
    path = own.split('class="crumbs"')[1].split("</nav>")[0]
    assert '/fit/">Fit into the cluster</a>' in path and "Preform" in path
    assert client.post(f"{url}{line.pk}/", body | {"name": "Blank"}).status_code == 302
    version = services.version_freeze(actor=scene.initiator, project=project, purpose="presentation", at=helpers.AT)
    services.project_present(
        actor=scene.initiator, project=project, version=version, occasion=helpers.OCCASION, at=helpers.AT
    )
    assert client.post(f"{url}{line.pk}/delete/").status_code == 302
    panel = signed(scene.people["expert"])
    assert "Blank" in panel.get(url).content.decode()
    assert panel.get(f"{url}{line.pk}/").status_code == 403
    assert isinstance(version.frozen_at, datetime)
