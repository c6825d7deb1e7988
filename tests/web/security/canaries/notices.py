"""Secret and open fields of notices."""

from .scene import NOW, Canaries, person

OPEN = {
    "notices.OutgoingMail": "key answer bundle",
    "notices.Notice": "key url",
    "notices.ProblemReport": "code failed page language",
}
SECRET = {
    "notices.OutgoingMail": {
        "to": "letter", "subject": "letter", "text": "confidential letter", "html": "letter", "attachments": "letter",
    },
    "notices.Notice": {"text": "notice"},
    "notices.ProblemReport": {"text": "report", "email": "report", "answer": "report"},
}  # fmt: skip


def plant() -> Canaries:
    from svetovod.web.notices.models import Notice, OutgoingMail, ProblemReport

    common = {"state": "sent", "domain_at": NOW, "queued_at": NOW}
    OutgoingMail.objects.create(
        key="canary-1", to="a@example.org", subject="s", text="канарейкатайногописьма", confidential=True, **common
    )
    OutgoingMail.objects.create(
        key="canary-2", to="b@example.org", subject="канарейкаписьма", text="канарейкаписьма", **common
    )
    Notice.objects.create(person=person("partner"), text="канарейкауведомления", created_at=NOW)
    ProblemReport.objects.create(
        code="0C0FFEE0", text="канарейкажалобы", email="r@example.org", language="ru", reported_at=NOW
    )
    return {
        "report": ("канарейкажалобы", {"admin"}),
        "confidential letter": ("канарейкатайногописьма", set()),
        "letter": ("канарейкаписьма", {"admin"}),
        "notice": ("канарейкауведомления", {"partner"}),
    }
