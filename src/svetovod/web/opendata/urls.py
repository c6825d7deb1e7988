from django.urls import path

from . import views

app_name = "opendata"
urlpatterns = [
    path("data/", views.catalogue, name="catalogue"),
    path("data/catalogue.jsonld", views.catalogue_jsonld, name="catalogue_jsonld"),
    path("data/<slug:dataset>/", views.dataset_page, name="dataset"),
    path("data/<slug:dataset>/changes.json", views.changes, name="changes"),
    path("data/<slug:dataset>/data.<slug:suffix>", views.download, name="download"),
]
