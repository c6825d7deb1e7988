from django.urls import path

from . import views

app_name = "regions"
urlpatterns = [
    path("regions/", views.region_list, name="region_list"),
    path("regions/map.csv", views.map_csv, name="map_csv"),
    path("regions/compare/", views.compare, name="compare"),
    path("regions/surveys/", views.survey_list, name="survey_list"),
    path("regions/surveys/<int:pk>/", views.survey, name="survey"),
    path("regions/surveys/<int:pk>/candidates.csv", views.candidates_csv, name="candidates_csv"),
    path("regions/surveys/<int:pk>/publish/", views.survey_publish, name="survey_publish"),
    path("regions/surveys/<int:pk>/withdraw/", views.survey_withdraw, name="survey_withdraw"),
    path("regions/registries/", views.registry_list, name="registry_list"),
    path("regions/registries/<int:pk>/", views.registry_file, name="registry_file"),
    path("regions/registries/<int:pk>/rejected.csv", views.registry_rejects, name="registry_rejects"),
    path("regions/codes/", views.codes, name="codes"),
    path("regions/<slug:iso>/", views.region, name="region"),
    path("regions/<slug:iso>/passport.pdf", views.passport, name="passport"),
    path("regions/<slug:iso>/note.pdf", views.note, name="note"),
    path("regions/<slug:iso>/services/", views.centre, name="centre"),
    path("regions/<slug:iso>/services/plan/", views.centre_plan, name="centre_plan"),
    path("regions/<slug:iso>/services/<int:pk>/withdraw/", views.centre_withdraw, name="centre_withdraw"),
    path("regions/<slug:iso>/services.xlsx", views.centre_xlsx, name="centre_xlsx"),
    path("regions/<slug:iso>/infrastructure/", views.facilities, name="facilities"),
    path("regions/<slug:iso>/infrastructure/upload/", views.facilities_upload, name="facilities_upload"),
    path("regions/<slug:iso>/infrastructure/<int:pk>/withdraw/", views.facility_withdraw, name="facility_withdraw"),
    path("regions/<slug:iso>/infrastructure.xlsx", views.facilities_blank, name="facilities_blank"),
    path("regions/<slug:iso>/<slug:table>.csv", views.region_csv, name="region_csv"),
    path("enterprises/", views.enterprise_list, name="enterprise_list"),
    path("enterprises/<slug:inn>/", views.enterprise, name="enterprise"),
    path("organisations/<slug:inn>/publication/", views.publication, name="publication"),
]
