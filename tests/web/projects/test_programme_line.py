"""The readiness of a project names its line of the cluster's programme, to its own people."""

from datetime import date

import pytest

from svetovod.web.dossier import services as dossiers

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(scene, project, helpers):
    """A programme in force whose second measure speaks of the project."""
    place = {"actor": scene.manager, "at": helpers.AT}
    row = dossiers.programme_open(cluster=scene.cluster, first_year=2021, last_year=2023, **place)
    fields = {"due_on": date(2022, 6, 30), "responsible": scene.a.pk, "goal": None}
    for number, code in (("1.1", ""), ("1.2", project.code)):
        said = {"number": number, "name": f"Мера {number}"}
        made = dossiers.measure_save(programme=row, fields=fields | said, **place)
        dossiers.measure_tell(measure=made, on=None, result="", project=code, **place)
    said = {"name": "Выпуск", "unit": "шт.", "step": "year", "better": "more", "baseline": None, "baseline_year": None}
    dossiers.indicator_save(programme=row, fields=said, **place)
    return dossiers.programme_approve(programme=row, number="3", on=date(2021, 2, 1), approved_by="Совет", **place)


def test_its_own_people_read_the_line(scene, project, line, signed):
    for who in ("initiator", "manager"):
        page = signed(scene.people[who]).get(f"/projects/{project.code}/readiness/").content.decode()
        assert "Мера 1.2" in page
        assert "Мера 1.1" not in page
        assert f"/clusters/{scene.cluster.slug}/dossier/programme/" in page


def test_without_a_line_it_is_said_so(scene, project, signed):
    page = signed(scene.people["initiator"]).get(f"/projects/{project.code}/readiness/").content.decode()
    assert "No measure of the programme in force names this project." in page


def test_nobody_is_led_to_the_programme_of_a_cluster_that_is_hidden_from_them(scene, project, line, signed):
    type(scene.cluster).objects.filter(pk=scene.cluster.pk).update(state="idea")
    pages = {
        who: signed(scene.people[who]).get(f"/projects/{project.code}/readiness/").content.decode()
        for who in ("initiator", "manager")
    }
    led = {who: "/dossier/programme/" in page for who, page in pages.items()}
    assert led == {"initiator": False, "manager": True}
