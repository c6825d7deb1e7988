"""Our rows of a table say what django-tables2 itself would say."""

from types import SimpleNamespace

import django_tables2
import pytest
from django.http import HttpRequest
from django.template import Context
from django.utils.html import conditional_escape

from svetovod.web.common import tables

ROWS = [
    SimpleNamespace(name="<b>", home="/1/", many=1200, left=SimpleNamespace(note="a & b")),
    SimpleNamespace(name="", home=None, many=0, left=None),
]


class Sample(django_tables2.Table):
    name = django_tables2.Column(linkify=lambda record: record.home, default="nameless")
    many = django_tables2.Column(verbose_name='So "many"', attrs={"td": {"class": "r"}})
    left = django_tables2.Column(accessor="left__note")
    own = django_tables2.Column(empty_values=(), accessor="name")

    class Meta:
        row_attrs = {"class": lambda record: "is-hit" if record.many else ""}

    def render_many(self, value, record, bound_column):
        return f"{value}{record.home}{bound_column.name}"

    def render_own(self, **known):
        return sorted(known)


@pytest.fixture
def table():
    return Sample(ROWS, request=HttpRequest())


def test_cells_are_those_of_the_library(table):
    html = tables.rows(table, Context())
    cells = [conditional_escape(cell) for row in Sample(ROWS).rows for cell in row]
    assert len(cells) == 8
    for cell in cells:
        assert f">{cell}</t" in html
    assert "&lt;b&gt;" in html and "<b>" not in html


def test_the_first_cell_heads_its_row_and_the_others_name_their_column(table):
    html = tables.rows(table, Context())
    assert html.count('<th scope="row"') == html.count("<tr ") == 2
    assert html.count('class="r" data-l="So &quot;many&quot;"') == 2
    assert html.count("data-l=") == 6
    assert html.startswith('<tr class="is-hit even">')
