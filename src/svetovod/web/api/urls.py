from django.urls import path

from .frame import served
from .operations import OPERATIONS, ROOT
from .views.document import index

app_name = "api"
urlpatterns = [
    path(ROOT, index, name="index"),
    *(
        path(f"{ROOT}{each.route}", served(each.method, each.parameters, each.view, each.scope), name=each.id)
        for each in OPERATIONS
    ),
]
