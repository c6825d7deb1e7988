"""What still stands between a project and filing, as the app of projects says it."""

from datetime import date
from typing import Any

from svetovod.web.projects.phrases import readiness_text
from svetovod.web.projects.readiness import blockers
from svetovod.web.projects.selectors import live_content


def blocking(project: Any, on: date) -> list[str]:
    """The blocking items in words; empty when the project may be filed."""
    found = blockers(live_content(project), on, list(project.remarks.all()))
    return [str(readiness_text(item)) for item in found]
