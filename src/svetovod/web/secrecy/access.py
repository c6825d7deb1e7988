"""Who marks a document, who opens one, who takes its original, and who reads the register."""

from typing import Any

from rules.predicates import Predicate, predicate

from svetovod.web.accounts.standing import auditor
from svetovod.web.common.access import AccessTable, signed_in
from svetovod.web.documents.access import ACCESS as FILES
from svetovod.web.documents.access import subject_of

from .holders import OWN, edits
from .marks import marks_in

# kinds of objects whose files everybody gets, or which are blanks: a mark there would promise what is not so
open_kinds: set[str] = set()
checkers: dict[str, Predicate] = {}


def register_open(*subject_types: str) -> None:
    open_kinds.update(subject_types)


def register_checker(subject_type: str, checker: Predicate) -> None:
    """Who checks signatures of the files of such an object and needs them as they are; asked with (actor, object)."""
    checkers[subject_type] = checker


@predicate
def reads(actor: Any, attachment: Any) -> bool:
    return FILES.allows("attachment.view", actor, attachment)


@predicate
def own_eyes(actor: Any, attachment: Any = None) -> bool:
    """Not an administrator who looks at somebody's pages."""
    return not actor.through.startswith("viewed:")


@predicate
def may_be_marked(actor: Any, attachment: Any) -> bool:
    return attachment.subject_type not in open_kinds


@predicate
def sent(actor: Any, attachment: Any) -> bool:
    return bool(attachment.uploaded_by_id == actor.person_id)


@predicate
def unmarked_by_others(actor: Any, attachment: Any) -> bool:
    """Who may change the document and speaks for another organisation changes nobody's mark; nor does a preparer."""
    return {mark.holder for mark in marks_in(attachment)} <= actor.organisation_ids(*OWN)


@predicate
def holder(actor: Any, attachment: Any) -> bool:
    """Of the organisation whose secret it is: of all of them where an archive holds several."""
    marks = marks_in(attachment)
    return bool(marks) and {mark.holder for mark in marks} <= actor.organisation_ids(*OWN)


@predicate
def checks(actor: Any, attachment: Any) -> bool:
    checker = checkers.get(attachment.subject_type)
    if checker is None:
        return False
    subject = subject_of(attachment)
    return subject is not None and bool(checker.test(actor, subject))


@predicate
def own_archive(actor: Any, attachment: Any) -> bool:
    """Who made an archive was let put originals into it."""
    return bool(attachment.enclosed.exists()) and attachment.uploaded_by_id == actor.person_id


@predicate
def encloses(actor: Any, attachment: Any) -> bool:
    return bool(attachment.enclosed.exists())


@predicate
def speaks_for_holder(actor: Any, obj: Any = None) -> bool:
    return bool(actor.organisation_ids(*OWN))


READER = signed_in & own_eyes & reads
ACCESS = AccessTable(
    "secrecy",
    {
        "document.view": reads,
        "document.copy": READER,
        "document.mark": READER & may_be_marked & (edits | sent) & unmarked_by_others,
        "document.unmark": READER & holder,
        "document.original": READER & (holder | own_archive | (~encloses & edits) | checks | auditor),
        "register.view": own_eyes & (speaks_for_holder | auditor),
    },
)
