"""Columns that Django tells apart more quickly are told apart as before."""

import pytest
from django.db import connection
from django.db.models import BigAutoField, BigIntegerField, F, JSONField
from django.db.models.expressions import Col

from svetovod.web.registry.models import Organisation


def column(alias, name, output=None):
    return Col(alias, Organisation._meta.get_field(name), output)


def test_equal_columns_are_one_and_others_are_not():
    known = {column("a", "name"): 1, column("b", "name"): 2, column("a", "inn"): 3}
    assert known[column("a", "name")] == 1 and known[column("b", "name")] == 2 and known[column("a", "inn")] == 3
    other = column("a", "name", BigIntegerField())  # the same place, and read as something else
    assert hash(other) == hash(column("a", "name")) and other not in known


def test_an_order_looks_for_columns_by_their_place():
    for field in Organisation._meta.concrete_fields:
        vars(field.cached_col).pop("identity", None)  # another question may have grouped by it
    compiler = Organisation.objects.order_by("name").query.get_compiler(connection=connection)
    compiler.as_sql()
    columns = [found for found, _sql, _alias in compiler.select]
    assert len(columns) > 3 and not [each for each in columns if "identity" in vars(each)]


@pytest.mark.django_db
def test_an_order_by_a_selected_column_and_by_one_read_otherwise():
    for inn, name in (("0000000010", "b"), ("0000000020", "a")):
        Organisation.objects.create(inn=inn, name=name, region="RU-MO")
    rows = Organisation.objects.values_list("name", flat=True)
    assert list(rows.order_by("name")) == ["a", "b"] and list(rows.order_by(F("inn").desc())) == ["a", "b"]
    one = rows.filter(name="a").union(rows.filter(name="b"))
    assert list(one.order_by("-name")) == ["b", "a"]


def test_a_column_is_read_as_what_it_is_or_as_what_it_is_said_to_be():
    plain, other = column("a", "name"), column("a", "name", JSONField())
    assert plain.get_db_converters(connection) == [] and len(other.get_db_converters(connection)) == 1


def test_a_reference_has_the_type_of_what_it_leads_to():
    own = Organisation._meta.pk
    assert isinstance(own, BigAutoField) and own.rel_db_type(connection) == "bigint"
