"""Secret and open fields of confirmation."""

from .scene import NOW, Canaries, person

OPEN = {
    "confirmation.ConfirmationApplication": "number",
    "confirmation.ConfirmationVersion": "sha256",
    "confirmation.ChecklistMark": "key",
    "confirmation.ConfirmationDecision": "order_number",
    "confirmation.RegistryExclusion": "order_number",
    "confirmation.MembershipReport": "sha256",
}
SECRET = {
    "confirmation.ConfirmationVersion": {"content": "frozen: the trigger keeps versions"},
    "confirmation.ConfirmationReturn": {"grounds": "papers of an application"},
    "confirmation.RegistryExclusion": {"grounds": "papers of an application", "reason": "papers of an application"},
    "confirmation.ConfirmationAppeal": {"text": "papers of an application", "answer": "papers of an application"},
    "confirmation.MembershipReport": {
        "content": "frozen: who takes part is public, a hidden enterprise is planted elsewhere",
        "answer": "papers of an application",
    },
    "confirmation.ChecklistMark": {"comment": "papers of an application"},
    "confirmation.ConfirmationDecision": {
        "grounds": "papers of an application", "sent_back": "papers of an application",
        "snapshot": "later: made of what stands beside it",
    },
}  # fmt: skip


def plant() -> Canaries:
    """What the ministry wrote on an application of a cluster of the region."""
    from svetovod.web.confirmation.models import (
        ChecklistMark,
        ConfirmationAppeal,
        ConfirmationDecision,
        ConfirmationReturn,
        MembershipReport,
        RegistryExclusion,
    )

    word, background = "канарейказаявления", person("background")
    decision = ConfirmationDecision.objects.order_by("id")[0]
    ConfirmationDecision.objects.filter(pk=decision.pk).update(grounds=word, sent_back=word)
    ConfirmationReturn.objects.filter(application=decision.application_id).update(grounds=word)
    ChecklistMark.objects.create(
        application_id=decision.application_id, key="cluster.min_participants", mark="met", comment=word, marked_at=NOW
    )
    ConfirmationAppeal.objects.create(
        application_id=decision.application_id, state="rejected", text=word, answer=word, filed_at=NOW
    )
    RegistryExclusion.objects.create(
        entry=decision.entry, state="dropped", grounds=word, reason=word, prepared_at=NOW, prepared_by=background
    )
    version = decision.application.versions.all()[0]
    MembershipReport.objects.create(
        entry=decision.entry, state="declined", answer=word, filed_at=NOW, sha256="0" * 64, verdict=version.verdict,
        content={"joined": [], "left": [], "changed": [], "participants": []},
    )  # fmt: skip
    return {"papers of an application": (word, {"officer", "region", "cdc"})}
