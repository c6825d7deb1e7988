from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notice_list, name="notice_list"),
    path("notices/read/", views.notices_read, name="notices_read"),
    path("notices/letters/", views.letters, name="letters"),
    path("letters/<str:leave>/", views.leave, name="leave"),
    path("problem/", views.problem_report, name="problem_report"),
    path("problems/", views.problem_list, name="problem_list"),
    path("problems/<slug:problem>/close/", views.problem_close, name="problem_close"),
    path("outbox/", views.mail_list, name="mail_list"),
    path("outbox/many/", views.mails_many, name="mails_many"),
    path("outbox/letters/", views.sample_list, name="sample_list"),
    path("outbox/addresses/", views.hold_list, name="hold_list"),
    path("outbox/addresses/<int:hold>/release/", views.hold_release, name="hold_release"),
    path("outbox/addresses/<int:hold>/correct/", views.hold_correct, name="hold_correct"),
    path("outbox/<int:id>/", views.mail_detail, name="mail_detail"),
    path("outbox/<int:id>/resend/", views.mail_resend, name="mail_resend"),
    path("outbox/<int:id>/drop/", views.mail_drop, name="mail_drop"),
]
