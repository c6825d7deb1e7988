"""A form counts from the moment at which all of it is here, not from that at which its sending began."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, FakePayload, encode_multipart
from django.utils import timezone
from tests.web.selection.envelopes.conftest import LIST, pdf

from svetovod.demo.build_selection import moment
from svetovod.web.audit.clock import Clock, later
from svetovod.web.selection.models import EnvelopeFile


class Slow(FakePayload):
    """A body whose last byte comes two seconds later."""

    def __init__(self, content, monkeypatch):
        super().__init__(content)
        self.monkeypatch = monkeypatch

    def read(self, *arguments):
        begun = timezone.now()
        self.monkeypatch.setattr(timezone, "now", lambda: begun + timedelta(seconds=2))
        return super().read(*arguments)


@pytest.fixture
def last_second(make_world, client, clock):
    world = make_world(projects=1, envelope=LIST).play("filed")
    clock(world.round.closes_at - timedelta(seconds=1))
    client.force_login(world.people["initiator-1"])
    return world


def send(world, client, path, data, body=None):
    url = f"/selections/{world.round.slug}/{path}"
    answer = client.post(url, data, **({"wsgi.input": body} if body else {}))
    return answer, client.get(f"/selections/{world.round.slug}/applications/{world.application().number}/")


def encoded(data):
    return encode_multipart(BOUNDARY, data)


def test_a_file_begun_in_time_and_sent_slowly_is_not_taken(last_second, client, monkeypatch):
    data = {"place": 1, "file": SimpleUploadedFile("a.pdf", pdf().read())}
    slow = Slow(encoded(data), monkeypatch)
    data["file"].seek(0)
    code = last_second.projects[0].code
    answer, _page = send(last_second, client, f"envelope/{code}/", data, slow)
    assert answer.status_code == 409 and "приём закончился" in answer.content.decode().lower()
    assert not EnvelopeFile.objects.exists()


def test_one_that_is_here_in_time_is_taken(last_second, client):
    data = {"place": 1, "file": SimpleUploadedFile("a.pdf", pdf().read())}
    send(last_second, client, f"envelope/{last_second.projects[0].code}/", data)
    assert EnvelopeFile.objects.exists()


def test_an_application_sent_slowly_is_not_registered_with_the_earlier_time(last_second, client, monkeypatch):
    before = last_second.application().revision
    slow = Slow(encoded({"a": "b"}), monkeypatch)
    send(last_second, client, f"applications/{last_second.application().number}/replace/", {"a": "b"}, slow)
    assert last_second.application().revision == before


def test_the_clock_of_a_demonstration_stays_in_its_day():
    evening = moment("2021-11-22 23:59:59")
    assert later(Clock(evening, moved=True), timedelta(seconds=5)).day == "2021-11-22"
    assert later(Clock(evening), timedelta(seconds=5)).day == "2021-11-23"
