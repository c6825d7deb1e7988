"""Secret and open fields of events."""

from .scene import DESK, NOW, Canaries, guest, person

OPEN = {
    "events.PracticalSession": "slug place region about pack map_url",
    "events.SessionSeries": "slug title about",
    "events.Hall": "name",
    "events.SessionField": "label_ru label_en help_ru help_en options kinds",
    "events.SessionSpeaker": "name",
    "events.SeatQuota": "region",
    "events.DateChange": "reason",
    "events.BodyRole": "name role",
    "events.BodyLogo": "name",
    "events.ProgrammeItem": "hall title speaker",
    "events.Visit": "subject meeting_point bus briefing",
    "events.VisitDesk": "result",
    "events.Announcement": "text key",
    "events.PanelExpert": "classes",
    "events.PitchProposal": "problem result",
    "events.ConsentDocument": "code version title text",
    "events.Registration": "region",
    "events.Pitch": "hall",
    "events.PitchNote": "key",
    "events.FloorQuestion": "key",
    "events.QuestionAnswer": "items",
}
SECRET = {
    "events.SessionMailing": {
        "what": "frozen: work of a job", "key": "frozen: work of a job", "values": "frozen: work of a job",
        "people": "frozen: work of a job",
    },
    "events.SessionTask": {
        "text": "task of a session", "who": "later: with its text", "email": "later: with its text",
        "answer": "later: with its text", "region": "later: with its text",
    },
    "events.SessionInvite": {
        "organisation": "letter of invitation", "head": "later: with its organisation",
        "position": "later: with its organisation", "email": "later: with its organisation",
        "region": "later: with its organisation",
    },
    "events.SurveyPart": {"mark": "frozen: a hash"},
    "events.SurveyAnswer": {
        "marks": "later: as means of groups", "useful": "words of the survey", "lacking": "later: with what was useful",
    },
    "events.FieldAnswer": {"value": "answer to the organiser"},
    "events.PitchNote": {"text": "remark an expert keeps"},
    "events.SheetScan": {"name": "name of a scan", "sha256": "frozen: a hash", "problem": "later: with its name"},
    "events.SheetPage": {"mark": "frozen: a hash"},
    "events.ArchiveEntry": {
        "title": "entry that is not public", "author": "later: with its title", "rights": "later: with its title",
    },
    "events.PapersAnswer": {"missing": "later: with its note", "note": "answer on papers"},
    "events.PresenterChoice": {"grounds": "grounds of a choice"},
    "events.FloorQuestion": {"text": "question nobody has looked at"},
    "events.ItemMaterial": {"title": "material not published"},
    "events.MaterialVersion": {"note": "later: with its title"},
    "events.QuestionAnswer": {"asked": "later: with its text", "text": "answer of a seminar not published"},
    "events.QuizQuestion": {"content": "test being prepared"},
    "events.QuizPart": {"answers": "later: as figures of all, and to the person alone"},
    "events.PressDesk": {
        "audience": "later: published with the release", "themes": "later: published with the release",
        "culmination": "later: published with the release", "english": "later: published with the release",
        "contact": "press contact", "photo_rights": "later: published with the release",
    },
    "events.PressQuote": {
        "author": "later: with its text", "text": "quote not approved", "english": "later: with its text",
    },
    "events.VisitPass": {"sealed": "frozen: encrypted, opened by the pass officer and for its person alone"},
    "events.ProgrammeVersion": {
        "content": "later: what is published is public, and a draft has no version",
        "changes": "later: what is published is public, and a draft has no version",
    },
    "events.PracticalSession": {"title": "draft of a session", "online_url": "link of a session"},
    "events.Registration": {"organisation_name": "organisation of a guest", "token_hash": "frozen: a hash"},
}  # fmt: skip


def plant() -> Canaries:
    from svetovod.demo.build_events import session_fields
    from svetovod.web.events.models import (
        ArchiveEntry,
        FieldAnswer,
        FloorQuestion,
        ItemMaterial,
        PapersAnswer,
        PitchNote,
        PracticalSession,
        PresenterChoice,
        PressDesk,
        PressQuote,
        QuestionAnswer,
        QuizQuestion,
        Registration,
        SeminarQuiz,
        SessionInvite,
        SessionTask,
        SheetPage,
        SheetScan,
        SurveyAnswer,
    )

    Registration.objects.filter(pk=guest().pk).update(organisation=None, organisation_name="канарейкагостьорганизации")
    PracticalSession.objects.create(**session_fields() | {"slug": "canary-session", "title": "Канарейкасессии"})
    PracticalSession.objects.filter(slug="saransk-2021").update(online_url="https://meet.example/канарейкасвязи")
    session = PracticalSession.objects.get(slug="saransk-2021")
    PressDesk.objects.update_or_create(session=session, defaults={"contact": "канарейкапрессы"})
    PressQuote.objects.create(session=session, author="Автор", text="канарейкацитаты")
    SessionTask.objects.create(session=session, number=900, text="канарейкапоручения", who="Орган", due=session.ends_on)
    SessionInvite.objects.create(
        session=session, number=900, organisation="канарейказова", head="Кому", email="canary@example.org",
        made_at=session.papers_until,
    )  # fmt: skip
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(session=session, kind="guest", marks={"programme": 5}, useful="канарейкаопроса") for _n in range(5)
    )
    expert, pitch = person("expert-2"), session.pitches.order_by("pk")[0]
    said = {"said_at": NOW, "note": "канарейкабумаг"}
    PapersAnswer.objects.update_or_create(pitch=pitch, version=pitch.version, defaults=said)
    chosen = {"presents": True, "grounds": "канарейкавыбора", "chosen_at": NOW}
    PresenterChoice.objects.update_or_create(pitch=pitch, defaults=chosen)
    question = session.fields.filter(kind="short").order_by("pk")[0]
    FieldAnswer.objects.create(registration=guest(), field=question, value="канарейкаанкеты", at=NOW)
    words = {"section": "estimate", "severity": "advice", "text": "канарейкавечернегосписка", "state": "held"}
    PitchNote.objects.create(pitch=pitch, expert=expert, typed_by=expert, written_at=NOW, key="canary", **words)
    given = {"session": session, "sha256": "c" * 64, "given_at": NOW, "given_by": expert, "state": "read"}
    scan = SheetScan.objects.create(name="канарейкаскана", **given)
    SheetPage.objects.create(session=session, scan=scan, number=1, mark="c" * 64)
    words = {"author": "Автор", "rights": "Права", "added_at": NOW}
    ArchiveEntry.objects.create(session=session, kind="photo", title="канарейкаснимка", **words)
    item = session.items.filter(kind="pitches")[0]
    FloorQuestion.objects.create(item=item, asker=expert, text="канарейкаиззала", state="asked", asked_at=NOW, key="c")
    entry = session.items.get(title="Меры поддержки регионов для кластеров")
    ItemMaterial.objects.create(item=entry, title="канарейкаматериаласеминара", made_at=NOW)
    quiz = SeminarQuiz.objects.create(item=entry, seed=1, on=entry.day, made_at=NOW)
    own = {"kind": "own", "text": "канарейкатестасеминара", "options": ["1", "2"], "right": 0, "explanation": "-"}
    QuizQuestion.objects.create(quiz=quiz, number=1, content=own)
    put = {"asker": expert, "state": "answered", "asked_at": NOW}
    asked = FloorQuestion.objects.create(item=entry, text="Вопрос", key="c2", **put)
    QuestionAnswer.objects.create(
        question=asked, asked="Вопрос", text="канарейкасеминарскогоответа", on=entry.day, written_at=NOW
    )
    panel = {"expert-1", "expert-2"}
    return {
        "answer to the organiser": ("канарейкаанкеты", {"organiser"}),
        "material not published": ("канарейкаматериаласеминара", {"organiser"}),
        "test being prepared": ("канарейкатестасеминара", {"organiser"}),
        "answer of a seminar not published": ("канарейкасеминарскогоответа", {"organiser", *panel}),
        "letter of invitation": ("канарейказова", {"organiser"}),
        "task of a session": ("канарейкапоручения", {"organiser"}),
        "words of the survey": ("канарейкаопроса", {"organiser"}),
        "answer on papers": ("канарейкабумаг", {"organiser"}),
        "grounds of a choice": ("канарейкавыбора", {"organiser"}),
        "entry that is not public": ("канарейкаснимка", {"organiser"}),
        "name of a scan": ("канарейкаскана", set()),
        "remark an expert keeps": ("канарейкавечернегосписка", {"expert-2"}),
        "question nobody has looked at": ("канарейкаиззала", {"expert-2", "organiser"}),
        "press contact": ("канарейкапрессы", {"organiser"}),
        "quote not approved": ("канарейкацитаты", {"organiser"}),
        "link of a session": ("канарейкасвязи", {"organiser"}),
        "organisation of a guest": ("канарейкагостьорганизации", DESK),
        "draft of a session": ("Канарейкасессии", {"organiser"}),
    }
