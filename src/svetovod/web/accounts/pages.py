"""Addresses of our own pages; those of allauth keep their global names and are included beside (urls.py)."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/acting/", views.act_as, name="act_as"),
    path("account/again/", views.again, name="again"),
    path("account/data/", views.export, name="export"),
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<int:id>/revoke/", views.token_revoke, name="token_revoke"),
    path("account/filters/", views.filter_keep, name="filter_keep"),
    path("account/filters/<int:id>/", views.filter_rename, name="filter_rename"),
    path("account/filters/<int:id>/remove/", views.filter_remove, name="filter_remove"),
    path("account/<int:id>/erase/", views.erase, name="erase"),
    path("team/", views.team, name="team"),
    path("team/as/", views.view_begin, name="view_begin"),
    path("team/as/end/", views.view_end, name="view_end"),
    path("team/roles/<int:id>/revoke/", views.role_revoke, name="role_revoke"),
    path("team/invitations/many/", views.invitations_many, name="invitations_many"),
    path("team/invitations/<int:id>/revoke/", views.invitation_revoke, name="invitation_revoke"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
