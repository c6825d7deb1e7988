"""An act is one transaction: its services join it, a refusal that is caught takes back what it wrote alone."""

from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from svetovod.demo.bridge import invented_inn
from svetovod.demo.joining import act, attempt
from svetovod.web.common.errors import Refused
from svetovod.web.registry.models import Organisation

pytestmark = pytest.mark.django_db


@transaction.atomic
def found(number: str, *, refused: bool = False) -> None:
    """A service, with a block of its own inside."""
    with transaction.atomic():
        Organisation.objects.create(inn=invented_inn(int(number)), name=number)
    if refused:
        raise Refused("test.refused", "No.")


def founded() -> list[str]:
    return list(Organisation.objects.order_by("name").values_list("name", flat=True))


def test_a_service_joins_the_act_and_keeps_its_own_blocks():
    with act(), CaptureQueriesContext(connection) as asked:
        found("1")
    said = [each["sql"].split(" ", 1)[0] for each in asked.captured_queries]
    assert said == ["SAVEPOINT", "INSERT", "RELEASE"], "of the inner block, none of the service"


def test_a_refusal_that_is_caught_takes_back_its_own_writes_and_the_act_goes_on():
    with act():
        found("1")
        with pytest.raises(Refused), attempt():
            found("2", refused=True)
        found("3")
    assert founded() == ["1", "3"]


def test_a_refusal_nobody_catches_takes_the_act_back():
    with pytest.raises(Refused), act():
        found("1")
        found("2", refused=True)
    assert founded() == []


def test_a_refusal_caught_outside_attempt_does_not_take_the_act_back_without_a_word():
    with pytest.raises(transaction.TransactionManagementError, match="outside `attempt`"), act():
        found("1")
        with suppress(Refused):
            found("2", refused=True)
    assert founded() == []


def test_services_have_their_savepoints_again_when_the_act_is_over():
    with act():
        found("1")
    with pytest.raises(Refused), transaction.atomic():
        found("2", refused=True)
    found("3")
    assert founded() == ["1", "3"]
