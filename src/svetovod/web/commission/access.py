"""Who may do what in a commission: its people are those of the selection."""

from svetovod.web.common.access import AccessTable
from svetovod.web.selection.access import chair, commission, inside, interested, secretary

ACCESS = AccessTable(
    "commission",
    {
        "sitting.view": inside,
        "sitting.manage": secretary & ~interested,
        "sitting.preside": (secretary | chair) & ~interested,
        "ballot.view": inside,
        "ballot.cast": commission,
        "paper.view": inside,
        "paper.template": secretary,
    },
)
