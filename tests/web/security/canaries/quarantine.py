"""Secret and open fields of the quarantine."""

from .scene import NOW, Canaries, person

OPEN = {"quarantine.HeldFile": "sha256 place"}
SECRET = {"quarantine.HeldFile": {"name": "held file", "found": "later: with its name"}}


def plant() -> Canaries:
    from svetovod.web.quarantine.models import HeldFile

    HeldFile.objects.create(
        sha256="1" * 64, name="канарейкакарантина.pdf", size=1, found="Canary", place="x", person=person("partner"),
        first_at=NOW, last_at=NOW,
    )  # fmt: skip
    return {"held file": ("канарейкакарантина", {"admin", "partner"})}  # who gave it in, in what is known of them
