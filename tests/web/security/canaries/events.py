"""Secret and open fields of events."""

from .scene import DESK, Canaries, guest

OPEN = {
    "events.PracticalSession": "slug place region about pack map_url",
    "events.SessionSeries": "slug title about",
    "events.Hall": "name",
    "events.SessionSpeaker": "name",
    "events.SeatQuota": "region",
    "events.DateChange": "reason",
    "events.BodyRole": "name role",
    "events.ProgrammeItem": "hall title speaker",
    "events.Visit": "subject meeting_point bus briefing",
    "events.VisitDesk": "result",
    "events.Announcement": "text key",
    "events.PanelExpert": "classes",
    "events.PitchProposal": "problem result",
    "events.ConsentDocument": "code version title text",
    "events.Registration": "region",
    "events.Pitch": "hall",
}
SECRET = {
    "events.PressDesk": {
        "audience": "later: published with the release", "themes": "later: published with the release",
        "culmination": "later: published with the release", "english": "later: published with the release",
        "contact": "press contact", "photo_rights": "later: published with the release",
    },
    "events.PressQuote": {
        "author": "later: with its text", "text": "quote not approved", "english": "later: with its text",
    },
    "events.VisitPass": {"sealed": "frozen: encrypted, opened by the pass officer alone"},
    "events.ProgrammeVersion": {
        "content": "later: what is published is public, and a draft has no version",
        "changes": "later: what is published is public, and a draft has no version",
    },
    "events.PracticalSession": {"title": "draft of a session", "online_url": "link of a session"},
    "events.Registration": {"organisation_name": "organisation of a guest", "token_hash": "frozen: a hash"},
}  # fmt: skip


def plant() -> Canaries:
    from svetovod.demo.build_events import session_fields
    from svetovod.web.events.models import PracticalSession, PressDesk, PressQuote, Registration

    Registration.objects.filter(pk=guest().pk).update(organisation=None, organisation_name="канарейкагостьорганизации")
    PracticalSession.objects.create(**session_fields() | {"slug": "canary-session", "title": "Канарейкасессии"})
    PracticalSession.objects.filter(slug="saransk-2021").update(online_url="https://meet.example/канарейкасвязи")
    session = PracticalSession.objects.get(slug="saransk-2021")
    PressDesk.objects.update_or_create(session=session, defaults={"contact": "канарейкапрессы"})
    PressQuote.objects.create(session=session, author="Автор", text="канарейкацитаты")
    return {
        "press contact": ("канарейкапрессы", {"organiser"}),
        "quote not approved": ("канарейкацитаты", {"organiser"}),
        "link of a session": ("канарейкасвязи", {"organiser"}),
        "organisation of a guest": ("канарейкагостьорганизации", DESK),
        "draft of a session": ("Канарейкасессии", {"organiser"}),
    }
