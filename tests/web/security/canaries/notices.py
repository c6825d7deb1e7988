"""Secret and open fields of notices."""

from .scene import NOW, Canaries, person

OPEN = {
    "notices.OutgoingMail": "key answer bundle language",
    "notices.Notice": "key url",
    "notices.Bounce": "fingerprint status",
    "notices.ProblemReport": "code failed page language",
}
SECRET = {
    "notices.OutgoingMail": {
        "to": "letter", "subject": "letter", "text": "confidential letter", "html": "letter", "attachments": "letter",
    },
    "notices.LetterWish": {"address": "wished address"},
    "notices.Bounce": {"said": "bounce"},
    "notices.AddressHold": {"address": "held address", "corrected": "held address"},
    "notices.Notice": {"text": "notice"},
    "notices.ProblemReport": {"text": "report", "email": "report", "answer": "report"},
}  # fmt: skip


def plant() -> Canaries:
    from svetovod.web.notices.models import AddressHold, LetterWish, Notice, OutgoingMail, ProblemReport

    common = {"state": "sent", "domain_at": NOW, "queued_at": NOW}
    OutgoingMail.objects.create(
        key="canary-1", to="a@example.org", subject="s", text="канарейкатайногописьма", confidential=True, **common
    )
    came_back = OutgoingMail.objects.create(
        key="canary-2", to="b@example.org", subject="канарейкаписьма", text="канарейкаписьма", **common
    )
    report = came_back.bounces.create(
        fingerprint="canary", outcome="permanent", said="канарейкасерверногоотчёта", received_at=NOW
    )
    AddressHold.objects.create(address="kanareika-held@example.org", bounce=report, since=NOW)
    LetterWish.objects.create(address="kanareika-wish@example.org", topic="invitations", pace="page")
    Notice.objects.create(person=person("partner"), text="канарейкауведомления", created_at=NOW)
    ProblemReport.objects.create(
        code="0C0FFEE0", text="канарейкажалобы", email="r@example.org", language="ru", reported_at=NOW
    )
    return {
        "report": ("канарейкажалобы", {"admin"}),
        "confidential letter": ("канарейкатайногописьма", set()),
        "letter": ("канарейкаписьма", {"admin"}),
        "bounce": ("канарейкасерверногоотчёта", {"admin"}),
        "held address": ("kanareika-held@example.org", {"admin"}),
        "wished address": ("kanareika-wish@example.org", set()),
        "notice": ("канарейкауведомления", {"partner"}),
    }
