"""Valid bodies of handover."""

from .body import Bodies

EMPTY = {"handover:accept", "handover:revoke"}

BODIES: Bodies = {
    "handover:start": lambda k: {"to": k["handover_heir"], "leaves_on": "2021-06-30", "start": ""},
    "handover:decline": lambda _k: {"reason": "Занят"},
    "handover:name": lambda k: {"to": k["handover_to"]},
    "handover:force": lambda _k: {"reason": "Не отвечает"},
}
