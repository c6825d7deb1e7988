"""A person's own particulars."""

from datetime import datetime
from typing import Any

from django.db import transaction

from svetovod.web.accounts.access import ACCESS
from svetovod.web.accounts.models import Person
from svetovod.web.audit.services import record
from svetovod.web.common.columns import columns_check

FIELDS = ("name", "position", "phone", "language")


@transaction.atomic
def person_update(
    *, actor: Any, person: Person, name: str, position: str = "", phone: str = "", language: str = "ru", at: datetime
) -> Person:
    """Changes the particulars. The journal learns which fields changed, never their values."""
    actor = ACCESS.admit("person.update", actor, person)
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    values = {"name": name.strip(), "position": position.strip(), "phone": phone.strip(), "language": language}
    changed = [field for field in FIELDS if getattr(locked, field) != values[field]]
    for field in changed:
        setattr(locked, field, values[field])
    if changed:
        columns_check(locked, but=("password",))
        locked.save(update_fields=changed)
        record(actor=actor, action="person.update", subject=locked, at=at, fields=changed)
    return locked
