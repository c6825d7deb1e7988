"""Secret and open fields of rights to sign."""

from .scene import NOW, Canaries, far_member

OPEN: dict[str, str] = {}
SECRET = {
    "signing.SigningAuthority": {
        "name": "name of a signer", "post": "name of a signer", "number": "name of a signer",
        "covers": "name of a signer", "end_reason": "name of a signer",
    },
}  # fmt: skip


def plant() -> Canaries:
    """Of an enterprise of a cluster that no reader of a region manages."""
    from svetovod.web.signing.models import SigningAuthority

    said = "канарейкаподписи"
    SigningAuthority.objects.create(
        organisation=far_member().organisation, name=said, post=said, ground="proxy", number=said, since=NOW.date(),
        covers=said, entered_at=NOW, ended_at=NOW, ended_on=NOW.date(), end_reason=said,
    )  # fmt: skip
    return {"name of a signer": (said, {"officer"})}
