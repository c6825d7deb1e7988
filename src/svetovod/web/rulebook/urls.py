from django.urls import path

from . import views

app_name = "rulebook"
urlpatterns = [
    path("rulebook/", views.act_list, name="act_list"),
    path("rulebook/verified.toml", views.verified_toml, name="verified_toml"),
    path("rulebook/verifications/", views.verification_list, name="verification_list"),
    path("rulebook/verifications/<int:pk>/", views.verification, name="verification"),
    path("rulebook/editions/", views.edition_list, name="edition_list"),
    path("rulebook/editions/<int:pk>/", views.edition, name="edition"),
    path("rulebook/editions/<int:pk>/edit/", views.edition_edit, name="edition_edit"),
    path("rulebook/<slug:act>/", views.act, name="act"),
    path("rulebook/<slug:act>/draft/", views.edition_new, name="edition_new"),
    path("rulebook/<slug:act>/compare/", views.compare, name="compare"),
    path("rulebook/<slug:act>/<str:key>/", views.item, name="item"),
    path("rulebook/<slug:act>/<str:key>/verify/", views.verify, name="verify"),
]
