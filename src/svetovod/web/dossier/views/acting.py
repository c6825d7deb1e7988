"""What views of the dossier share."""

from typing import Any

from svetovod.web.common.errors import Hidden


def found(row: Any) -> Any:
    """The row, or a 404."""
    if row is None:
        raise Hidden
    return row
