from django.urls import path

from . import views

app_name = "secrecy"
urlpatterns = [
    path("files/<uuid:id>/mark/", views.document, name="document"),
    path("files/<uuid:id>/mark/off/", views.mark_lift, name="mark_lift"),
    path("readings/", views.register, name="register"),
    path("readings/xlsx/", views.register_xlsx, name="register_xlsx"),
]
