"""A round as it is stored with its ranking, small enough to be counted by hand; nothing of a database."""

from types import SimpleNamespace
from typing import Any

from svetovod.web.selection import bridge


def ranked(points: dict[str, tuple[str, ...]], **rules: Any) -> Any:
    """A run over projects that ask for 60.00 each, at least 20.00, from 100.00; points of each from experts 1, 2, …"""
    least, more = rules.pop("least", {}), rules.pop("more", {})
    given: dict[str, Any] = {
        "limit": "100.00", "threshold": "60", "distribution": "strict",
        "criteria": [{"code": "К1", "name": "Качество", "weight": "100", "maximum": "10", "kind": "expert"} | least],
        "projects": [
            {"code": code, "title": code, "requested": "60.00", "minimum": "20.00", "admitted": True,
             "registered_at": f"2021-11-15T10:0{place}:00+03:00"} | more.get(code, {})
            for place, code in enumerate(points)
        ],
        "scores": [
            {"project": code, "expert": f"Э-{n}", "criterion": "К1", "points": each, "conflict": False}
            for code, found in points.items() for n, each in enumerate(found, 1)
        ],
    }  # fmt: skip
    stored, result = bridge.rank_again(given | rules, (), {})
    return SimpleNamespace(input=stored, result=result)
