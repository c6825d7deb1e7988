from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .frame import nowhere, served
from .operations import OPERATIONS, ROOT
from .views.document import index


class AnythingConverter(StringConverter):
    """Slashes and ends of lines too: what no operation took is refused in the form of the API, not with a page.

    It takes addresses without a slash at their end as well: `nowhere` sends those of a known operation on.
    """

    regex = r"[\s\S]+"


register_converter(AnythingConverter, "anything")

app_name = "api"
urlpatterns = [
    path(ROOT, index, name="index"),
    *(
        path(f"{ROOT}{each.route}", served(each.method, each.parameters, each.view, each.scope), name=each.id)
        for each in OPERATIONS
    ),
    path(f"{ROOT}<anything:address>", nowhere, name="nowhere"),
]
