from django.urls import path

from . import views

app_name = "dossier"
urlpatterns = [
    path("clusters/<slug:slug>/dossier/", views.overview, name="overview"),
    path("clusters/<slug:slug>/dossier/edition/", views.edition, name="edition"),
    path("clusters/<slug:slug>/dossier/edition/open/", views.edition_open, name="edition_open"),
    path("clusters/<slug:slug>/dossier/edition/move/", views.edition_move, name="edition_move"),
]
