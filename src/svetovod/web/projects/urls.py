from django.urls import path

from . import views

app_name = "projects"
urlpatterns = [
    path("projects/", views.project_list, name="project_list"),
    path("projects/new/", views.project_new, name="project_new"),
    path("projects/okpd2/", views.okpd2, name="okpd2"),
    path("projects/<str:code>/", views.project_detail, name="project_detail"),
    path("projects/<str:code>/canvas/", views.canvas, name="canvas"),
    path("projects/<str:code>/draft/", views.draft, name="draft"),
    path("projects/<str:code>/product/", views.product, name="product"),
    path("projects/<str:code>/participants/", views.participants, name="participants"),
    path("projects/<str:code>/participants/<int:pk>/consent/", views.consent, name="consent"),
    path("projects/<str:code>/participants/<int:pk>/withdraw/", views.consent_withdraw, name="consent_withdraw"),
    path("projects/<str:code>/participants/<int:pk>/remove/", views.participant_delete, name="participant_delete"),
    path("projects/<str:code>/estimate/", views.estimate, name="estimate"),
    path("projects/<str:code>/estimate/import/", views.estimate_upload, name="estimate_import"),
    path("projects/<str:code>/estimate/<int:pk>/", views.cost, name="cost"),
    path("projects/<str:code>/estimate/<int:pk>/delete/", views.cost_remove, name="cost_delete"),
    path("projects/<str:code>/estimate.xlsx", views.estimate_xlsx, name="estimate_xlsx"),
    path("projects/<str:code>/subsidy/", views.subsidy, name="subsidy"),
    path("projects/<str:code>/indicators/", views.indicators, name="indicators"),
    path("projects/<str:code>/indicators/<int:pk>/delete/", views.indicator_remove, name="indicator_delete"),
    path("projects/<str:code>/versions/", views.version_list, name="version_list"),
    path("projects/<str:code>/versions/compare/", views.version_compare, name="version_compare"),
    path("projects/<str:code>/versions/freeze/", views.freeze, name="freeze"),
    path("projects/<str:code>/readiness/", views.readiness, name="readiness"),
    path("projects/<str:code>/readiness/answer/", views.answer, name="answer"),
    path("projects/<str:code>/ready/", views.complete, name="complete"),
    path("projects/<str:code>/archive/", views.archive, name="archive"),
    path("projects/<str:code>/remarks/", views.remark_list, name="remark_list"),
    path("projects/<str:code>/remarks/new/", views.remark_new, name="remark_new"),
    path("projects/<str:code>/remarks/<int:pk>/", views.remark_detail, name="remark_detail"),
    path("projects/<str:code>/remarks.pdf", views.remarks_pdf, name="remarks_pdf"),
    path("projects/<str:code>/passport.pdf", views.passport_pdf, name="passport_pdf"),
]
