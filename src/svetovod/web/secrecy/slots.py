"""How many copies are made at once: each keeps a thread of the server and a processor busy."""

from django.db import connection

SLOTS = 2
KEY, OF_PERSON = 0x5356_4350, 0x5356_4351  # advisory locks: of the machine, and of one reader


def taken(person_id: int) -> bool:
    """A slot until the end of the transaction, one a reader; whether there was one."""
    return _lock(OF_PERSON, person_id) and any(_lock(KEY, slot) for slot in range(SLOTS))


def _lock(space: int, number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [space, number])
        return bool(cursor.fetchone()[0])
