from django.urls import path

from . import views

app_name = "support"
urlpatterns = [
    path("support/", views.navigator, name="navigator"),
    path("support/guide/", views.guide, name="guide"),
    path("support/guide/handout.pdf", views.handout, name="handout"),
    path("support/matrix/", views.matrix, name="matrix"),
    path("support/measures/<slug:measure>/", views.measure, name="measure"),
]
