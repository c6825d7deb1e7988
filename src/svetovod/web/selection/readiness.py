"""What still stands between a project and filing, as the app of projects says it."""

from typing import Any

from svetovod.web.projects import selectors


def blocking(project: Any) -> list[Any]:
    """The blocking items in words; empty when the project may be filed."""
    return [item.text for item in selectors.readiness(project) if item.blocking]
