"""A row is held against its columns without a question; what columns cannot tell is refused as it is saved."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from svetovod.web.accounts.models import AccessToken
from svetovod.web.common.columns import columns_check


@pytest.fixture
def token(make, at):
    """Two columns of it are unlike what they should be to the database alone: one is unique, one is a relation."""
    return AccessToken(
        person=make("owner@example.org"), name="Отчёты", digest="5f" * 32, head="svt_5f5f", scope="read",
        created_at=at, expires_at=at + timedelta(days=1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "о" * 101), ("name", ""), ("scope", "all"), ("created_at", "вчера"), ("expires_at", None)],
)
def test_what_a_column_cannot_hold_is_refused(token, field, value):
    setattr(token, field, value)
    with pytest.raises(ValidationError) as refused:
        columns_check(token)
    assert [*refused.value.error_dict] == [field]
    columns_check(token, but=(field,))


def test_nothing_is_asked_of_the_database(token, django_assert_num_queries):
    with django_assert_num_queries(0):
        columns_check(token)


@pytest.mark.parametrize("wrong", ["a condition", "a value taken", "nobody's"])
def test_what_columns_cannot_tell_the_database_refuses(token, wrong):
    if wrong == "a condition":
        token.expires_at = token.created_at
    elif wrong == "a value taken":
        AccessToken.objects.create(**{field.attname: getattr(token, field.attname) for field in token._meta.fields})
    else:
        token.person_id = None
    columns_check(token)
    with pytest.raises(IntegrityError), transaction.atomic():
        token.save()
