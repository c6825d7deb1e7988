from django.urls import path

from . import views

app_name = "handover"
urlpatterns = [
    path("handovers/", views.handovers, name="handovers"),
    path("handovers/new/<int:person>/", views.start, name="start"),
    path("handovers/<int:id>/", views.handover, name="handover"),
    path("handovers/<int:id>/accept/", views.accept, name="accept"),
    path("handovers/<int:id>/decline/", views.decline, name="decline"),
    path("handovers/<int:id>/successors/", views.name, name="name"),
    path("handovers/<int:id>/force/", views.force, name="force"),
    path("handovers/<int:id>/revoke/", views.revoke, name="revoke"),
]
