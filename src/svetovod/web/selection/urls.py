from django.urls import path

from . import views

app_name = "selection"
ROUND = "selections/<slug:slug>/"
APPLICATION = f"{ROUND}applications/<str:number>/"
urlpatterns = [
    path("selections/", views.round_list, name="round_list"),
    path(ROUND, views.round_page, name="round"),
    path(f"{ROUND}result/", views.result, name="result"),
    path(f"{ROUND}apply/", views.apply_list, name="apply_list"),
    path(f"{ROUND}apply/<str:code>/", views.apply, name="apply"),
    path(APPLICATION, views.application_page, name="application"),
    path(f"{APPLICATION}receipt.pdf", views.receipt, name="receipt"),
    path(f"{APPLICATION}replace/", views.replace, name="replace"),
    path(f"{APPLICATION}withdraw/", views.withdraw, name="withdraw"),
    path(f"{APPLICATION}official/", views.official, name="official"),
    path(f"{APPLICATION}check/", views.check, name="check"),
    path(f"{APPLICATION}decide/", views.decide, name="decide"),
    path(f"{ROUND}desk/", views.desk, name="desk"),
    path(f"{ROUND}desk/<str:step>/", views.round_step, name="round_step"),
    path(f"{ROUND}experts/", views.assignment, name="assignment"),
    path(f"{ROUND}experts/assign/", views.assign, name="assign"),
    path(f"{ROUND}my-sheets/", views.my_sheets, name="my_sheets"),
    path(f"{ROUND}my-sheets/<str:number>/", views.sheet, name="sheet"),
    path(f"{ROUND}my-sheets/<str:number>/no-conflict/", views.deny, name="deny"),
    path(f"{ROUND}my-sheets/<str:number>/conflict/", views.declare, name="declare"),
    path(f"{ROUND}opening/", views.opening, name="opening"),
    path(f"{ROUND}opening/confirm/", views.confirm, name="confirm"),
    path(f"{ROUND}opening/substitute/", views.substitute, name="substitute"),
    path(f"{ROUND}ranking/", views.ranking, name="ranking"),
    path(f"{ROUND}ranking/run/", views.run, name="run"),
    path(f"{ROUND}ranking/<str:number>/", views.why, name="why"),
    path(f"{ROUND}vote/", views.vote, name="vote"),
    path(f"{ROUND}vote/approve/", views.approve, name="approve"),
    path(f"{ROUND}protocols/", views.protocols, name="protocols"),
    path(f"{ROUND}protocols/issue/", views.issue, name="issue"),
    path(f"{ROUND}protocols/<int:number>/", views.protocol, name="protocol"),
    path(f"{ROUND}protocols/<int:number>.pdf", views.protocol_pdf, name="protocol_pdf"),
    path(f"{ROUND}export.zip", views.export, name="export"),
]
