"""Addresses of the product. Each app names its own; the order is from the public face inwards."""

from django.urls import include, path

APPS = (
    "portal",
    "api",
    "rulebook",
    "registry",
    "signing",
    "figures",
    "dossier",
    "confirmation",
    "projects",
    "events",
    "matchmaking",
    "selection",
    "commission",
    "support",
    "regions",
    "opendata",
    "workbench",
    "handover",
    "accounts",
    "audit",
    "documents",
    "notices",
    "quarantine",
    "secrecy",
    "signatures",
    "common",
)

urlpatterns = [path("", include(f"svetovod.web.{app}.urls")) for app in APPS]
handler400 = "svetovod.web.common.views.bad_request"
handler403 = "svetovod.web.common.views.permission_denied"
handler404 = "svetovod.web.common.views.not_found"
handler500 = "svetovod.web.common.views.server_error"
