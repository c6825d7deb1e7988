"""Secret and open fields of selection."""

import pgtrigger

from .scene import INSIDE, NOW, Canaries, first, person

OPEN = {
    "selection.RoundKey": "public trial",
    "selection.KeyHolder": "public",
    "selection.SelectionRound": (
        "slug expected order_text limit threshold reason facts years per_project per_project_least "
        "criteria_source quotas spread envelope"
    ),
    "selection.Criterion": "code name meaning weight maximum least formula scale",
    "selection.Announcement": "content sha256 reason",
    "selection.AskedDocument": "title meaning",
    "selection.Clarification": "shown answer",
    "selection.Outage": "ground",
    "selection.OfficialList": "sha256",
    "selection.ExpertProfile": "region",
    "selection.Assignment": "statement",
    "selection.PlaceOffer": "region",
    "selection.Application": "number",
    "selection.FormalCheckItem": "key",
    "selection.CheckOpinion": "key",
    "selection.ComputedScore": "points",
    "selection.PanelMember": "code region",
    "selection.Protocol": "pdf_sha256 ledger_root key_id",
    "selection.ScoreSheet": "commitment",
    "selection.EnvelopeFile": "kind promise",
    "selection.DiscussionWord": "commitment",
    "selection.PaperSheet": "scan_kind scan_sha256",
    "selection.RankingRun": "engine",
    "selection.OpeningConsent": "role",
    "selection.RobustnessLook": "sha256 engine",
    "selection.AssignmentPlan": "most_likely",
}
SECRET = {
    "selection.SelectionRound": {"title": "draft of a selection"},
    "selection.Application": {
        "requested": "sum of an application", "minimum": "sum of an application", "parties": "sum of an application",
        "reason": "reason of the check", "official_number": "official number",
    },
    "selection.FormalCheckItem": {"comment": "comment of the check", "ground": "ground of a settlement"},
    "selection.CheckOpinion": {"comment": "opinion of an officer"},
    "selection.ComputedScore": {
        "ground": "ground of a corrected value", "values": "ground of a corrected value",
        "corrected": "ground of a corrected value", "result": "ground of a corrected value",
    },
    "selection.Clarification": {"question": "question without an answer"},
    "selection.ConflictDeclaration": {"reason": "conflict"},
    "selection.ExpertProfile": {
        "competence": "profile of an expert", "okpd2": "profile of an expert", "okved2": "profile of an expert",
        "away": "profile of an expert", "linked": "profile of an expert",
        "inn": "profile of an expert", "address": "profile of an expert",
    },
    "selection.SignAnswer": {"evidence": "answer to a sign", "text": "answer to a sign"},
    "selection.SignDecision": {"evidence": "ground of a sign", "ground": "ground of a sign"},
    "selection.PlaceOffer": {"email": "address of an offer", "reason": "word of who declined a place"},
    "selection.RankingRun": {"input": "later: no ranking before the opening", "result": "later: the same"},
    "selection.AssignmentPlan": {"body": "reasons of a proposal", "hand": "change of a proposal"},
    "selection.RobustnessLook": {"result": "later: no ranking before the opening"},
    "selection.Vote": {"conflict": "later: no vote before the ranking", "opinion": "later: the same"},
    "selection.Protocol": {
        "snapshot": "later: no protocol before the approval", "pdf": "later: the same", "reason": "later: the same",
    },
    "selection.SecondOpinion": {"body": "later: no sheet is opened", "ground": "later: the same"},
    "selection.DiscussionWord": {"text": "later: no sheet is opened", "salt": "later: the same"},
    "selection.PaperSheet": {"scan": "later: no sheet is on paper; its two readers alone, by a test"},
    "selection.PaperReading": {"sealed": "later: no sheet is on paper; its two readers alone, by a test"},
    "selection.OfficialAct": {"number": "official number", "note": "official number"},
    "selection.OfficialList": {"lines": "official number"},
    "selection.ExpertNote": {"sealed": "note of an expert"},
    "selection.RoundKey": {"word": "later: no key is split in the scene, and this one says nothing"},
    "selection.KeyHolder": {
        "share": "part of a key", "trial": "part of a key", "tried": "part of a key", "entered": "part of a key",
    },
    "selection.EnvelopeFile": {
        "sealed": "file of an envelope", "note": "later: its applicant alone, by a test",
        "salt": "later: the constraint", "sha256": "later: the same",
    },
    "selection.ScoreSheet": {"sealed": "sealed comment", "body": "later: the constraint", "salt": "later: the same"},
}  # fmt: skip


def plant() -> Canaries:
    """Every sealed sheet of the scene has the comment below; a draft is added with one of its own."""
    from svetovod.web.selection import sealing
    from svetovod.web.selection.models import (
        Application,
        Assignment,
        AssignmentPlan,
        CheckOpinion,
        CheckReview,
        Clarification,
        ComputedScore,
        ConflictDeclaration,
        EnvelopeFile,
        ExpertNote,
        ExpertProfile,
        FormalCheckItem,
        KeyHolder,
        PlaceOffer,
        ScoreSheet,
        SelectionRound,
        SignAnswer,
        SignDecision,
    )

    row = Application.objects.filter(state="scoring").order_by("serial").first()
    assert row is not None
    free = row.round.panel.exclude(assignments__application=row).exclude(person=person("expert-2")).first()
    assert free is not None
    draft = Assignment.objects.create(application=row, member=free, assigned_at=row.filed_at)
    told = {"section": "product", "place": "", "severity": "advice", "text": "канарейкасовета"}
    sealed = sealing.seal(draft.pk, {"scores": {}, "comment": "канарейкачерновика", "remarks": [told]})
    ScoreSheet.objects.create(assignment=draft, sealed=sealed)
    ExpertNote.objects.create(
        assignment=draft, sealed=sealing.seal(draft.pk, {"note": "канарейказаметки"}), saved_at=NOW
    )
    Application.objects.filter(pk=row.pk).update(
        reason="канарейкарешения", official_number="канарейканомера", requested=91230045, minimum=91230044
    )
    FormalCheckItem.objects.filter(application=row, key="complete").update(
        comment="канарейкапроверки", ground="канарейкаулаживания"
    )
    FormalCheckItem.objects.filter(application=row, key="complete").update(by=person("chair"))
    CheckReview.objects.filter(application=row).delete()
    for officer in (person("secretary"), person("member-1")):
        review = CheckReview.objects.create(application=row, officer=officer, revision=row.revision)
        CheckOpinion.objects.create(review=review, key="complete", answer="no", comment="канарейкамнения")
        CheckReview.objects.filter(pk=review.pk).update(finished_at=NOW)
    ComputedScore.objects.create(
        application=row, criterion=row.round.criteria.first(), version=row.version, points=1, values={"jobs": "1"},
        corrected={"jobs": "1"}, ground="канарейкапоправки", by=person("secretary"), confirmed_at=NOW,
    )  # fmt: skip
    first(ConflictDeclaration).update(reason="канарейкаконфликта")
    PlaceOffer.objects.create(
        round=row.round, kind="expert", email="canaryoffered@example.org", state="declined", reason="канарейкаотказа",
        offered_at=NOW,
    )  # fmt: skip
    Clarification.objects.create(round=row.round, number=99, question="канарейкаразъяснения", asked_at=NOW)
    why = {"fit": "0.50", "code": "", "depth": 0, "words": ["канарейкадовода"], "known": True}
    code = row.round.panel.filter(left_at=None).first().code  # type: ignore[union-attr]
    AssignmentPlan.objects.create(
        round=row.round, way="total", made_by=person("secretary"), made_at=NOW,
        body={
            "pairs": [[row.number, code, why]], "total": "1", "least": "1", "bound": "1", "missing": [],
            "same_region": [], "changed": 0, "proven": True,
        },
        hand=[{"number": "канарейкаправки", "give": "E1", "take": "", "cost": {}}],
    )  # fmt: skip
    ExpertProfile.objects.create(
        person=person("expert-2"), speciality="both", competence="канарейкапрофиля", inn="000000010111",
        address="канарейкапрофиля", changed_at=NOW,
    )  # fmt: skip
    SignAnswer.objects.create(
        application=row, member=free, kind="domain", evidence="example.net|канарейкавозражения",
        text="канарейкавозражения", said_at=NOW,
    )  # fmt: skip
    SignDecision.objects.create(
        application=row, member=free, kind="domain", evidence="example.net|канарейкапризнака", confirmed=False,
        ground="канарейкапризнака", by=person("secretary"), decided_at=NOW,
    )  # fmt: skip
    part = "канарейкачасти".encode()
    KeyHolder.objects.create(
        round=row.round, person=person("member-1"), public="00", share=part, trial=part, tried=part, entered=part
    )
    with pgtrigger.ignore("selection.SelectionRound:announced_frozen", "selection.EnvelopeFile:intake_only"):
        SelectionRound.objects.filter(pk=row.round_id).update(envelope=[{"name": "Модель", "required": True}])
        put = EnvelopeFile.objects.create(
            application=row, place=1, kind="pdf", size=9, promise="0" * 64, put_at=NOW, put_by=person("expert-2")
        )
        closed = sealing.ENVELOPES.seal_bytes(put.pk, "канарейкаконверта".encode())
        EnvelopeFile.objects.filter(pk=put.pk).update(sealed=closed)
    SelectionRound.objects.create(slug="canary-round", title="Канарейкаотбора", limit=1)
    return {
        "sealed comment": ("Оценка по представленным документам", {"expert-2"}),
        "part of a key": ("канарейкачасти", set()), "file of an envelope": ("канарейкаконверта", set()),
        "note of an expert": ("канарейказаметки", set()),
        "draft comment": ("канарейкачерновика", set()), "draft remark": ("канарейкасовета", set()),
        "reason of the check": ("канарейкарешения", INSIDE), "comment of the check": ("канарейкапроверки", INSIDE),
        "ground of a settlement": ("канарейкаулаживания", INSIDE),
        "ground of a corrected value": ("канарейкапоправки", INSIDE),
        "opinion of an officer": ("канарейкамнения", INSIDE),
        "official number": ("канарейканомера", INSIDE), "sum of an application": ("91230045", INSIDE),
        "address of an offer": ("canaryoffered@example.org", {"secretary"}),
        "word of who declined a place": ("канарейкаотказа", {"secretary"}),
        "question without an answer": ("канарейкаразъяснения", {"secretary"}),
        "reasons of a proposal": ("канарейкадовода", {"secretary"}),
        "change of a proposal": ("канарейкаправки", {"secretary"}),
        "profile of an expert": ("канарейкапрофиля", {"secretary", "expert-2"}),
        "ground of a sign": ("канарейкапризнака", INSIDE),
        "answer to a sign": ("канарейкавозражения", INSIDE - {"expert-2"}),
        "draft of a selection": ("Канарейкаотбора", set()),
        "conflict": ("канарейкаконфликта", INSIDE - {"expert-2"}),
    }  # fmt: skip
