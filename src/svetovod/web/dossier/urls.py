from django.urls import path

from . import views

app_name = "dossier"
urlpatterns = [
    path("clusters/<slug:slug>/dossier/", views.overview, name="overview"),
]
