from django.conf import settings
from django.urls import include, path

from . import views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("health/live/", views.live, name="live"),
    path("metrics/", views.metrics, name="metrics"),
    path("i18n/", include("django.conf.urls.i18n")),
]
if settings.DEBUG or settings.DEMO:
    from .styleguide import styleguide

    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))
