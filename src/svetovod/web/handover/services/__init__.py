"""Writing handovers: started by whoever leads, accepted by the successor, carried out on the day."""

from .answering import handover_accept, handover_decline, handover_force, handover_revoke
from .carrying import handover_carry_out, handovers_tend
from .starting import Wish, drafted, handover_name, handover_start

__all__ = [
    "Wish",
    "drafted",
    "handover_accept",
    "handover_carry_out",
    "handover_decline",
    "handover_force",
    "handover_name",
    "handover_revoke",
    "handover_start",
    "handovers_tend",
]
