from django.urls import path

from . import views

app_name = "rulebook"
urlpatterns = [
    path("rulebook/", views.act_list, name="act_list"),
    path("rulebook/<slug:act>/", views.act, name="act"),
    path("rulebook/<slug:act>/compare/", views.compare, name="compare"),
    path("rulebook/<slug:act>/<str:key>/", views.item, name="item"),
]
