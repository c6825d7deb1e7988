from django.contrib.auth.decorators import login_required
from django.urls import include, path

from .views import SignIns

urlpatterns = [
    path("accounts/sessions/", login_required(SignIns.as_view()), name="usersessions_list"),
    path("accounts/", include("allauth.urls")),
    path("", include("svetovod.web.accounts.pages")),
]
