"""Who may read and add attachments: whoever may read or change what they are attached to.

An app registers its predicates in `AppConfig.ready`; a kind of object that nobody registered is closed.
"""

from typing import Any

from django.apps import apps
from rules.predicates import Predicate, predicate

from svetovod.web.common.access import AccessTable

from .models import Attachment

# "projects.costrow" -> predicate(actor, row of that model)
readers: dict[str, Predicate] = {}
writers: dict[str, Predicate] = {}


def register_reader(subject_type: str, reader: Predicate) -> None:
    readers[subject_type.lower()] = reader


def register_writer(subject_type: str, writer: Predicate) -> None:
    """Without a writer, adding is open to readers: the app's own service has asked its own table before."""
    writers[subject_type.lower()] = writer


def subject_of(attachment: Any) -> Any:
    """The row the file belongs to, or None when it is gone."""
    model = apps.get_model(attachment.subject_type)
    return model._default_manager.filter(pk=attachment.subject_id).first()


@predicate
def reads_subject(actor: Any, obj: Any) -> bool:
    """`obj` is an attachment, or the row one wants to attach to."""
    attached = isinstance(obj, Attachment)
    reader = readers.get(obj.subject_type if attached else obj._meta.label_lower)
    if reader is None:
        return False
    subject = subject_of(obj) if attached else obj
    return subject is not None and bool(reader.test(actor, subject))


@predicate
def writes_subject(actor: Any, subject: Any) -> bool:
    label = subject._meta.label_lower
    writer = writers.get(label) or readers.get(label)
    return bool(actor.person_id) and writer is not None and bool(writer.test(actor, subject))


ACCESS = AccessTable(
    "documents",
    {"attachment.view": reads_subject, "attachment.add": writes_subject, "attachment.remove": writes_subject},
)
