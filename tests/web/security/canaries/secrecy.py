"""Secret and open fields of marks and of the register of readings."""

from .scene import NOW, Canaries, person

OPEN = {
    "secrecy.Enclosed": "sha256",
    "secrecy.MarkTurn": "sha256 holder_name acting_as blind leaf",
    "secrecy.DocumentReading": "sha256 holder_name acting_as through blind leaf",
    "secrecy.ReadingDay": "root",
}
SECRET = {
    "secrecy.SecrecyMark": {"holder_name": "later: with the file", "holder_address": "later: with the name"},
    "secrecy.MarkTurn": {"name": "document once marked", "ground": "document once marked"},
    "secrecy.DocumentReading": {"name": "document read"},
}


def plant() -> Canaries:
    from svetovod.web.secrecy.models import DocumentReading, MarkTurn

    DocumentReading.objects.create(
        document="00000000-0000-4000-8000-00000000000c", name="канарейкаучётачтений.pdf", sha256="2" * 64, holder=0,
        holder_name="-", person=person("background"), how="copy", domain_at=NOW, recorded_at=NOW, blind="0" * 32,
        leaf="0" * 64,
    )  # fmt: skip
    MarkTurn.objects.create(
        document="00000000-0000-4000-8000-00000000000d", name="канарейкаграфы.pdf", sha256="2" * 64, holder=0,
        holder_name="-", turn="lifted", ground="канарейкаграфы", person=person("background"), since=NOW, at=NOW,
        recorded_at=NOW, blind="0" * 32, leaf="0" * 64,
    )  # fmt: skip
    return {
        "document read": ("канарейкаучётачтений", {"auditor"}),
        "document once marked": ("канарейкаграфы", {"auditor"}),
    }
