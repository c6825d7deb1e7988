"""Valid bodies of the API."""

from .body import Bodies, workbook
from .projects import estimate

EMPTY = {"api:nowhere"}

BODIES: Bodies = {
    "api:check": workbook,
    "api:project_estimate_import": lambda known: {"workbook": estimate(known)["file"]},
}
