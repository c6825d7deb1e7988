"""One transaction for a whole act: the services called in it join it.

A page calls one service, which opens the transaction. Called inside an act it would open a savepoint instead and close
it again: two questions more a call, a fifth of all that the scene asked. What a service nests in itself stays so.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def act() -> Iterator[None]:
    """All or nothing. A service that refuses ends the act, except inside `attempt`.

    Raises `TransactionManagementError` where such a refusal was caught outside `attempt`: Django would take the whole
    act back without a word.
    """
    with transaction.atomic():
        connection = transaction.get_connection()
        depth, savepoint = len(connection.savepoint_ids), connection.savepoint
        # as where a database knows no savepoints: Django then leaves the transaction to the outermost block
        connection.savepoint = lambda: savepoint() if len(connection.savepoint_ids) > depth else None
        try:
            yield
            if connection.needs_rollback:
                raise transaction.TransactionManagementError("a refusal inside an act is caught outside `attempt`")
        finally:
            del connection.savepoint


@contextmanager
def attempt() -> Iterator[None]:
    """For a service whose refusal is caught: what it wrote is taken back, and the act goes on."""
    own = vars(transaction.get_connection())
    joined = own.pop("savepoint", None)
    try:
        with transaction.atomic():
            yield
    finally:
        if joined is not None:
            own["savepoint"] = joined
