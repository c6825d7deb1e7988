"""What is known of a person who signs: words about the person go, the paper and its days are the organisation's."""

from typing import Any

from .models import SigningAuthority


def erase(person: Any) -> None:
    SigningAuthority.objects.filter(person=person).update(name="", covers="", end_reason="")


def export(person: Any) -> list[dict[str, Any]]:
    rows = SigningAuthority.objects.filter(person=person).values(
        "organisation__name", "post", "ground", "number", "dated_on", "since", "until", "covers", "certificate",
        "certificate_until", "ended_on", "end_reason",
    )  # fmt: skip
    return [dict(row) for row in rows]
