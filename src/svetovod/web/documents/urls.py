from django.urls import path

from . import views

app_name = "documents"
urlpatterns = [path("files/<uuid:id>/", views.attachment, name="attachment")]
