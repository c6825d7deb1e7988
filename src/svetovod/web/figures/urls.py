from collections.abc import Iterator

from django.urls import URLPattern, path

from . import views

app_name = "figures"
ASKED = "clusters/<slug:slug>/figures/"
QUESTIONNAIRE = f"{ASKED}<int:year>/"
TABLE = "requests/<int:number>/"


def _request(at: str, name: str) -> Iterator[URLPattern]:
    """What every request has, whatever its form: a questionnaire under its cluster, a table under its number."""
    part = f"{at}<str:inn>/"
    yield path(f"{at}remind/", views.remind, name=f"{name}remind")
    yield path(f"{at}lock/", views.lock, name=f"{name}lock")
    yield path(f"{at}reopen/", views.reopen, name=f"{name}reopen")
    yield path(part, views.reply, name=f"{name}reply")
    yield path(f"{part}contact/", views.contact, name=f"{name}contact")
    yield path(f"{part}contact/<int:pk>/revoke/", views.revoke, name=f"{name}revoke")
    yield path(f"{part}remind/", views.remind_one, name=f"{name}remind_one")
    yield path(f"{part}dispute/", views.dispute, name=f"{name}dispute")
    yield path(f"{part}dispute/<int:pk>/withdraw/", views.withdraw, name=f"{name}withdraw")
    yield path(f"{part}type-in/", views.type_in, name=f"{name}type_in")
    yield path(f"{part}signed/", views.reply_signed, name=f"{name}reply_signed")
    yield path(f"{part}sheet.pdf", views.reply_sheet, name=f"{name}reply_sheet")


urlpatterns = [
    path(ASKED, views.request_list, name="request_list"),
    path(f"{ASKED}new/", views.request_new, name="request_new"),
    path(QUESTIONNAIRE, views.board, name="board"),
    path(f"{QUESTIONNAIRE}reconciliation/", views.reconciliation, name="reconciliation"),
    path(f"{QUESTIONNAIRE}summary.xlsx", views.summary, name="summary"),
    *_request(QUESTIONNAIRE, ""),
    path("requests/", views.table_list, name="table_list"),
    path("requests/new/", views.table_new, name="table_new"),
    path("requests/parts/<int:pk>/pass-on/", views.pass_on, name="pass_on"),
    path("requests/parts/<int:pk>/collect/", views.collect, name="collect"),
    path(TABLE, views.table_board, name="table_board"),
    path(f"{TABLE}amend/", views.table_amend, name="table_amend"),
    path(f"{TABLE}summary.xlsx", views.table_summary, name="table_summary"),
    *_request(TABLE, "table_"),
    path("figures/okpd2/", views.okpd2, name="okpd2"),
    path("figures/<str:token>/", views.questionnaire, name="questionnaire"),
    path("figures/<str:token>/draft/", views.draft, name="draft"),
    path("figures/<str:token>/sheet.pdf", views.own_sheet, name="own_sheet"),
    path("figures/<str:token>/signed/", views.signed, name="signed"),
    path("figures/<str:token>/repeat/", views.repeat, name="repeat"),
    path("figures/<str:token>/confirm/", views.confirm, name="confirm"),
    path("figures/<str:token>/accounts/", views.accounts, name="accounts"),
    path("figures/<str:token>/accounts/take/", views.accounts_take, name="accounts_take"),
]
