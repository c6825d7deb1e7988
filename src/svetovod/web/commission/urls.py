from django.urls import path

from . import views

app_name = "commission"
ROUND = "selections/<slug:slug>/"
SITTING = f"{ROUND}sittings/<int:sitting>/"
ITEM = f"{SITTING}items/<int:item>/"
urlpatterns = [
    path(f"{ROUND}sittings/", views.sittings, name="sittings"),
    path(f"{ROUND}papers/", views.papers_page, name="papers"),
    path(f"{ROUND}papers/<slug:kind>/<str:target>.<slug:sort>", views.paper, name="paper"),
    path(f"{SITTING}folder.pdf", views.folder, name="folder"),
    path(SITTING, views.sitting, name="sitting"),
    path(f"{SITTING}attendance/", views.attendance, name="attendance"),
    path(f"{SITTING}agenda/", views.agenda, name="agenda"),
    path(f"{SITTING}minutes/", views.minutes, name="minutes"),
    path(f"{SITTING}step/<str:act>/", views.sitting_step, name="sitting_step"),
    path(ITEM, views.item, name="item"),
    path(f"{ITEM}withdraw/", views.withdraw, name="withdraw"),
    path(f"{ITEM}step/<str:act>/", views.item_step, name="item_step"),
]
