from django.urls import path

from . import views

app_name = "dossier"
urlpatterns = [
    path("clusters/<slug:slug>/dossier/", views.overview, name="overview"),
    path("clusters/<slug:slug>/dossier/edition/", views.edition, name="edition"),
    path("clusters/<slug:slug>/dossier/edition/open/", views.edition_open, name="edition_open"),
    path("clusters/<slug:slug>/dossier/edition/move/", views.edition_move, name="edition_move"),
    path("clusters/<slug:slug>/dossier/participants/", views.participants, name="participants"),
    path("clusters/<slug:slug>/dossier/participants/<int:pk>/", views.participant, name="participant"),
    path("clusters/<slug:slug>/dossier/founding/", views.founding, name="founding"),
    path("clusters/<slug:slug>/dossier/managing/", views.managing, name="managing"),
    path("clusters/<slug:slug>/dossier/managing/replace/", views.manager_replace, name="manager_replace"),
    path("clusters/<slug:slug>/dossier/managing/<str:key>/", views.requirement, name="requirement"),
    path("clusters/<slug:slug>/dossier/regions/", views.regions, name="regions"),
    path("clusters/<slug:slug>/dossier/accords/<int:pk>/cancel/", views.accord_cancel, name="accord_cancel"),
    path("clusters/<slug:slug>/dossier/infrastructure/", views.infrastructure, name="infrastructure"),
    path(
        "clusters/<slug:slug>/dossier/infrastructure/<int:pk>/", views.infrastructure_object,
        name="infrastructure_object",
    ),
    path("clusters/<slug:slug>/dossier/programme/", views.programme, name="programme"),
    path("clusters/<slug:slug>/dossier/programme/<int:version>/", views.programme_version, name="programme_version"),
    path(
        "clusters/<slug:slug>/dossier/programme/<int:version>/indicators/", views.indicators_upload,
        name="indicators_upload",
    ),
    path(
        "clusters/<slug:slug>/dossier/programme/<int:version>/indicators.xlsx", views.indicators_xlsx,
        name="indicators_xlsx",
    ),
    path("clusters/<slug:slug>/dossier/programme/measures/<int:pk>/", views.measure, name="measure"),
    path("clusters/<slug:slug>/dossier/programme/indicators/<int:pk>/", views.indicator, name="indicator"),
    path("clusters/<slug:slug>/dossier/programme/goals/<int:pk>/delete/", views.goal_delete, name="goal_delete"),
    path("clusters/<slug:slug>/dossier/agreements/<int:pk>/cancel/", views.agreement_cancel, name="agreement_cancel"),
    path("clusters/<slug:slug>/dossier/documents/", views.documents, name="documents"),
    path("clusters/<slug:slug>/dossier/documents/<str:code>/", views.document, name="document"),
    path("clusters/<slug:slug>/dossier/files/<int:pk>/attach/", views.document_attach, name="document_attach"),
    path("clusters/<slug:slug>/dossier/files/<int:pk>/withdraw/", views.document_withdraw, name="document_withdraw"),
]  # fmt: skip
