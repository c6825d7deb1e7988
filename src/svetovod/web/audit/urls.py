from django.urls import path

from . import views

app_name = "audit"
urlpatterns = [
    path("clock/", views.clock, name="clock"),
    path("journal/", views.journal, name="journal"),
    path("journal/head/", views.head, name="head"),
    path("journal/entry/<int:index>/", views.entry, name="entry"),
    path("journal/entry/<int:index>/proof.json", views.proof, name="proof"),
    path("journal/<str:kind>/<str:id>/", views.history, name="history"),
]
