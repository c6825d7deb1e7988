from django.urls import path

from . import views

app_name = "figures"
ASKED = "clusters/<slug:slug>/figures/"
urlpatterns = [
    path(ASKED, views.request_list, name="request_list"),
    path(f"{ASKED}new/", views.request_new, name="request_new"),
    path(f"{ASKED}<int:year>/", views.board, name="board"),
    path(f"{ASKED}<int:year>/remind/", views.remind, name="remind"),
    path(f"{ASKED}<int:year>/lock/", views.lock, name="lock"),
    path(f"{ASKED}<int:year>/reopen/", views.reopen, name="reopen"),
    path(f"{ASKED}<int:year>/reconciliation/", views.reconciliation, name="reconciliation"),
    path(f"{ASKED}<int:year>/summary.xlsx", views.summary, name="summary"),
    path(f"{ASKED}<int:year>/<str:inn>/", views.reply, name="reply"),
    path(f"{ASKED}<int:year>/<str:inn>/sheet.pdf", views.reply_sheet, name="reply_sheet"),
    path(f"{ASKED}<int:year>/<str:inn>/contact/", views.contact, name="contact"),
    path(f"{ASKED}<int:year>/<str:inn>/contact/<int:pk>/revoke/", views.revoke, name="revoke"),
    path(f"{ASKED}<int:year>/<str:inn>/remind/", views.remind_one, name="remind_one"),
    path(f"{ASKED}<int:year>/<str:inn>/dispute/", views.dispute, name="dispute"),
    path(f"{ASKED}<int:year>/<str:inn>/dispute/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path(f"{ASKED}<int:year>/<str:inn>/type-in/", views.type_in, name="type_in"),
    path("figures/okpd2/", views.okpd2, name="okpd2"),
    path("figures/<str:token>/", views.questionnaire, name="questionnaire"),
    path("figures/<str:token>/draft/", views.draft, name="draft"),
    path("figures/<str:token>/sheet.pdf", views.own_sheet, name="own_sheet"),
    path("figures/<str:token>/repeat/", views.repeat, name="repeat"),
    path("figures/<str:token>/confirm/", views.confirm, name="confirm"),
    path("figures/<str:token>/accounts/", views.accounts, name="accounts"),
    path("figures/<str:token>/accounts/take/", views.accounts_take, name="accounts_take"),
]
