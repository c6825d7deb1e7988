"""What the page of a session says to programs."""

import json
import re

from django.urls import reverse

from svetovod.web.events.models import PracticalSession


def said(client):
    page = client.get(reverse("events:session_detail", args=["saransk-2021"])).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(found[1])["@graph"][0]


def test_a_session_is_an_event_with_those_who_hold_it(session, client, clock):
    event = said(client)
    assert (event["@type"], event["startDate"], event["endDate"]) == ("Event", "2021-06-24", "2021-06-25")
    assert event["location"]["name"] == "Саранск"
    assert event["eventStatus"].endswith("/EventScheduled")
    assert event["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")
    names = [each["name"] for each in event["organizer"]]
    assert len(names) == len(set(names)) == 4 and "Минпромторг России" in names


def test_no_day_is_said_of_a_session_known_to_a_month(session, client, clock):
    PracticalSession.objects.filter(pk=session.pk).update(precision="month")
    assert not {"startDate", "endDate"} & said(client).keys()


def test_what_happened_to_it_is_said_and_the_link_online_is_not(session, client, clock):
    changed = {"state": "moved_online", "attendance": "online", "online_url": "https://meet.example/secret"}
    PracticalSession.objects.filter(pk=session.pk).update(**changed)
    event = said(client)
    assert event["eventStatus"].endswith("/EventMovedOnline") and event["location"]["@type"] == "VirtualLocation"
    assert "secret" not in json.dumps(event)
