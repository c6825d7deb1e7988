"""Secret and open fields of rulebook."""

from .scene import Canaries, first

OPEN = {
    "rulebook.LawEdition": "act number earlier_drafters",
    "rulebook.Verification": "act key value point publication quote reason",  # the text of a published act
}
SECRET = {
    "rulebook.LawEdition": {
        "note_ru": "draft of an edition", "note_en": "draft of an edition", "publication": "draft of an edition",
        "changes": "later: the form takes values of their unit", "reason": "later: only a discarded draft has one",
    },
}  # fmt: skip


def plant() -> Canaries:
    from svetovod.web.rulebook.models import LawEdition

    words = dict.fromkeys(("note_ru", "note_en", "publication"), "Канарейкаредакции")
    first(LawEdition).update(**words)
    return {"draft of an edition": ("Канарейкаредакции", set())}
