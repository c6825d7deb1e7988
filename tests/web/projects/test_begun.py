"""A project begun twice by a double press is one, and what was begun is offered before another is."""

from svetovod.web.projects.models import JointProject


def test_the_same_idea_sent_twice_is_one_and_is_offered_first(scene, signed):
    client = signed(scene.people["initiator"])
    seat = f"{scene.cluster.pk}:{scene.a.pk}"
    sent = {"seat": seat, "title": "Preform", "replaces": "imports", "buyers": "plants"}
    first, second = (client.post("/projects/new/", sent) for _time in range(2))
    assert first["Location"] == second["Location"] and JointProject.objects.count() == 1
    page = client.get("/projects/new/").content.decode()
    assert "Begun already" in page and JointProject.objects.get().code in page
    client.post("/projects/new/", sent | {"buyers": "others"})
    assert JointProject.objects.count() == 2
    assert "Begun already" not in signed(scene.people["stranger"]).get("/projects/new/").content.decode()
