from django.urls import path

from . import views

app_name = "events"
urlpatterns = [
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/new/", views.session_new, name="session_new"),
    path("sessions/series/new/", views.series_new, name="series_new"),
    path("sessions/series/<slug:slug>/", views.series_detail, name="series_detail"),
    path("sessions/<slug:slug>/", views.session_detail, name="session_detail"),
    path("sessions/<slug:slug>/session.ics", views.session_ics, name="session_ics"),
    path("sessions/<slug:slug>/register/", views.register, name="register"),
    path("sessions/<slug:slug>/registered/", views.registered, name="registered"),
    path("sessions/<slug:slug>/registration/<str:token>/", views.registration, name="registration"),
    path("sessions/<slug:slug>/registration/<str:token>/visit/", views.change_visit, name="change_visit"),
    path("sessions/<slug:slug>/registration/<str:token>/cancel/", views.cancel, name="cancel"),
    path("sessions/<slug:slug>/registration/<str:token>/transfer/", views.transfer, name="transfer"),
    path("sessions/<slug:slug>/registration/<str:token>/consents/", views.consents, name="consents"),
    path("sessions/<slug:slug>/registrations/", views.registrations, name="registrations"),
    path("sessions/<slug:slug>/registrations.xlsx", views.registrations_xlsx, name="registrations_xlsx"),
    path("sessions/<slug:slug>/registrations/<int:pk>/check-in/", views.check_in, name="check_in"),
    path("sessions/<slug:slug>/move/<str:action>/", views.move, name="move"),
    path("sessions/<slug:slug>/change/<str:action>/", views.session_change, name="session_change"),
    path("sessions/<slug:slug>/edit/", views.session_edit, name="session_edit"),
    path("sessions/<slug:slug>/plan/", views.plan, name="plan"),
    path("sessions/<slug:slug>/plan/<str:part>/", views.plan_add, name="plan_add"),
    path("sessions/<slug:slug>/plan/<str:part>/<int:pk>/remove/", views.plan_remove, name="plan_remove"),
    path("sessions/<slug:slug>/clone/", views.session_clone, name="session_clone"),
    path("sessions/<slug:slug>/pitches/", views.pitches, name="pitches"),
    path("sessions/<slug:slug>/hand-in/<str:code>/", views.hand_in, name="hand_in"),
]
