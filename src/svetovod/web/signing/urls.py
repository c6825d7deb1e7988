from django.urls import path

from . import views

app_name = "signing"
urlpatterns = [
    path("organisations/<slug:owner>/signers/", views.signers, name="signers"),
    path("organisations/<slug:owner>/signers/<int:pk>/", views.authority, name="authority"),
    path("organisations/<slug:owner>/signers/<int:pk>/end/", views.authority_end, name="end"),
    path("organisations/<slug:owner>/signers/<int:pk>/forget/", views.authority_forget, name="forget"),
    path("organisations/<slug:owner>/signers/<int:pk>/certificate/", views.authority_certify, name="certificate"),
]
