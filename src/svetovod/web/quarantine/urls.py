from django.urls import path

from . import views

app_name = "quarantine"
urlpatterns = [
    path("quarantine/", views.held_list, name="held_list"),
    path("quarantine/many/", views.helds_many, name="helds_many"),
    path("quarantine/<int:infected>/drop/", views.held_drop, name="held_drop"),
]
