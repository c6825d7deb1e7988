"""Bodies of the mark of a document and of the register of readings."""

from .body import Bodies

EMPTY = {"secrecy:register_xlsx"}
BODIES: Bodies = {
    "secrecy:document": lambda known: {"holder": str(known["objects"].project.initiator_id)},
    "secrecy:mark_lift": lambda _known: {"ground": "Опубликовано"},
}
