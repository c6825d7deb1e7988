import pytest
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from svetovod.web.common.escaping import escaped, joined

VALUES = ("<b>&'\"</b>", mark_safe("<b>&amp;</b>"), gettext_lazy("Clusters & <more>"), 7, None, "Саранск")


@pytest.mark.parametrize("value", VALUES)
def test_escaped_is_what_django_makes_of_it(value):
    assert escaped(value) == conditional_escape(value)


def test_joined_escapes_every_value_once():
    rows = [(value, "<i>") for value in VALUES]
    assert joined("<td>{}</td>{}", rows) == format_html_join("", "<td>{}</td>{}", rows)
    assert joined("{}", [(joined("<p>{}</p>", [("&",)]),)]) == "<p>&amp;</p>"
