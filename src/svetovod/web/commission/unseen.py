"""Whose pages nobody looks at through their eyes: judges of appeals hold no role, and vote in secret all the same."""

from typing import Any

from .models import AppealJudge


def closed(person: Any) -> bool:
    return AppealJudge.objects.filter(person=person, left_at=None).exists()
