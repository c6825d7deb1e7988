from django.urls import path

from . import views

HERE = "sessions/<slug:slug>/meetings/"
OWN = f"{HERE}of/<str:token>/"

app_name = "matchmaking"
urlpatterns = [
    path(HERE, views.board, name="board"),
    path(f"{HERE}organise/", views.organise, name="organise"),
    path(f"{HERE}organise/plan/", views.plan, name="plan"),
    path(f"{HERE}organise/tables/", views.tables, name="tables"),
    path(f"{HERE}organise/cards/", views.cards, name="cards"),
    path(f"{HERE}organise/bell/", views.bell, name="bell"),
    path(f"{HERE}organise/late/", views.late, name="late"),
    path(f"{HERE}organise/agendas-<str:sort>.pdf", views.agendas_pdf, name="agendas_pdf"),
    path(f"{HERE}organise/schedule.xlsx", views.schedule_xlsx, name="schedule_xlsx"),
    path(f"{HERE}organise/schedule/", views.schedule_import, name="schedule_import"),
    path(f"{HERE}organise/list/", views.listing, name="listing"),
    path(f"{HERE}organise/runs/", views.runs, name="runs"),
    path(f"{HERE}organise/run/", views.run, name="run"),
    path(f"{HERE}organise/repair/", views.repair, name="repair"),
    path(f"{HERE}organise/run/<int:number>/stop/", views.stop, name="stop"),
    path(f"{HERE}organise/run/<int:number>/publish/", views.publish, name="publish"),
    path(OWN, views.agenda, name="agenda"),
    path(f"{OWN}meetings.ics", views.agenda_ics, name="agenda_ics"),
    path(f"{OWN}meetings.pdf", views.agenda_pdf, name="agenda_pdf"),
    path(f"{OWN}profile/", views.profile, name="profile"),
    path(f"{OWN}partners/", views.partners, name="partners"),
    path(f"{OWN}partners/<int:pk>/opinion/", views.opinion, name="opinion"),
    path(f"{OWN}invite/", views.invite, name="invite"),
    path(f"{OWN}held/<int:pk>/", views.outcome, name="outcome"),
    path(f"{OWN}held/<int:pk>/project/", views.project, name="project"),
    path(f"{HERE}organise/fix/", views.fix, name="fix"),
    path(f"{OWN}when/<int:pk>/", views.want, name="want"),
    path(f"{OWN}table/<int:pk>/when/", views.cooperation_want, name="cooperation_want"),
    path(f"{OWN}delegation/", views.delegation, name="delegation"),
    path(f"{OWN}delegation/split/", views.delegation_split, name="delegation_split"),
    path(f"{OWN}delegate/<int:pk>/remove/", views.delegate_remove, name="delegate_remove"),
    path(f"{OWN}cooperation/", views.cooperation, name="cooperation"),
    path(f"{OWN}table/<int:pk>/", views.cooperation_table, name="cooperation_table"),
    path(f"{OWN}table/<int:pk>/invite/", views.cooperation_invite, name="cooperation_invite"),
    path(f"{OWN}table/<int:pk>/minutes/", views.cooperation_minutes, name="cooperation_minutes"),
    path(f"{OWN}table/<int:pk>/project/", views.cooperation_project, name="cooperation_project"),
    path(f"{OWN}table/<int:pk>/intent.docx", views.cooperation_paper, name="cooperation_paper"),
    path(f"{OWN}table/answer/<str:action>/<int:pk>/", views.cooperation_answer, name="cooperation_answer"),
    path(f"{OWN}invitations/many/", views.answer_many, name="answer_many"),
    path(f"{OWN}invitations/<int:pk>/<str:action>/", views.answer, name="answer"),
]
