"""The code of the imports replaced: its form, its place in a version and on the pages."""

import pytest

from svetovod.web.projects.changes import readable
from svetovod.web.projects.selectors import live_content


@pytest.mark.parametrize(("typed", "kept"), [("8544 70", "854470"), ("8544700009", "8544700009"), ("", "")])
def test_a_code_is_kept_without_spaces(scene, project, signed, typed, kept):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/product/"
    body = {"okpd2": "27.31.12", "tnved": typed, "requested": "30000000", "revision": project.revision}
    assert client.post(url, body | {"start": "2021-07-01", "end": "2022-06-30"}).status_code == 302
    project.refresh_from_db()
    assert project.tnved == kept


@pytest.mark.parametrize("typed", ["85", "85447", "8544x", "854470000912"])
def test_another_length_is_told_beside_the_field(scene, project, signed, typed):
    client, url = signed(scene.people["initiator"]), f"/projects/{project.code}/product/"
    answer = client.post(url, {"okpd2": "27.31.12", "tnved": typed, "revision": project.revision})
    assert answer.status_code == 422 and "tnved" in answer.context["form"].errors


def test_a_version_without_a_code_stays_as_it_was(scene, project):
    before = live_content(project)
    assert "tnved" not in before
    project.tnved = "8544"
    project.save()
    (row,) = readable(before, live_content(project))
    assert (row.section, row.fields[0].after) == ("tnved", "8544")
