from django.urls import path

from . import views

app_name = "signatures"
PAPER = "signatures/<slug:paper_kind>/<str:paper_key>/"
urlpatterns = [
    path("signatures/<int:signature>/", views.verdict, name="verdict"),
    path("signatures/<int:signature>/signature.sig", views.file, name="file"),
    path("signatures/<int:signature>/withdraw/", views.withdraw, name="withdraw"),
    path(PAPER, views.paper, name="paper"),
    path(f"{PAPER}document", views.document, name="document"),
    path(f"{PAPER}keep/", views.keep, name="keep"),
    path(f"{PAPER}signed.zip", views.archive, name="archive"),
]
