from django.urls import path

from . import views

app_name = "commission"
ROUND = "selections/<slug:slug>/"
SITTING = f"{ROUND}sittings/<int:sitting>/"
APPLICATION = f"{ROUND}applications/<str:number>/"
APPEAL = f"{APPLICATION}appeals/<int:appeal>/"
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
    path(f"{ROUND}appeals/", views.appeals, name="appeals"),
    path(f"{ROUND}appeals/release/", views.judge_release, name="judge_release"),
    path(f"{APPLICATION}appeals/", views.appeal_new, name="appeal_new"),
    path(APPEAL, views.appeal, name="appeal"),
    path(f"{APPEAL}step/<str:deed>/", views.appeal_step, name="appeal_step"),
    path(f"{ROUND}awards/", views.awards, name="awards"),
    path(f"{ROUND}awards/step/<str:asking>/", views.awards_step, name="awards_step"),
    path(f"{APPLICATION}award/", views.award, name="award"),
    path(f"{APPLICATION}award/agreement.<slug:sort>", views.agreement_file, name="agreement_file"),
    path(f"{APPLICATION}award/step/<str:turn>/", views.award_step, name="award_step"),
    path(f"{ROUND}open-data/", views.open_data, name="open_data"),
    path(f"{ROUND}open-data/result.<slug:form>", views.open_file, name="open_file"),
    path("selections/all/compare/", views.compare, name="compare"),
    path(ITEM, views.item, name="item"),
    path(f"{ITEM}withdraw/", views.withdraw, name="withdraw"),
    path(f"{ITEM}step/<str:act>/", views.item_step, name="item_step"),
]
