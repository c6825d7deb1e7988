"""Secret and open fields of notices."""

from .scene import NOW, Canaries, person

OPEN = {
    "notices.OutgoingMail": "key answer bundle",
    "notices.Notice": "key url",
}
SECRET = {
    "notices.OutgoingMail": {
        "to": "letter", "subject": "letter", "text": "confidential letter", "html": "letter", "attachments": "letter",
    },
    "notices.Notice": {"text": "notice"},
}  # fmt: skip


def plant() -> Canaries:
    from svetovod.web.notices.models import Notice, OutgoingMail

    common = {"state": "sent", "domain_at": NOW, "queued_at": NOW}
    OutgoingMail.objects.create(
        key="canary-1", to="a@example.org", subject="s", text="канарейкатайногописьма", confidential=True, **common
    )
    OutgoingMail.objects.create(
        key="canary-2", to="b@example.org", subject="канарейкаписьма", text="канарейкаписьма", **common
    )
    Notice.objects.create(person=person("partner"), text="канарейкауведомления", created_at=NOW)
    return {
        "confidential letter": ("канарейкатайногописьма", set()),
        "letter": ("канарейкаписьма", {"admin"}),
        "notice": ("канарейкауведомления", {"partner"}),
    }
