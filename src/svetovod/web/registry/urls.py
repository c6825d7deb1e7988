from django.urls import path

from . import views

app_name = "registry"
urlpatterns = [
    path("rulebook/<slug:act>/compare/clusters/", views.flips, name="flips"),
    path("rulebook/editions/<int:pk>/clusters/", views.draft_clusters, name="draft_clusters"),
    path("rulebook/editions/<int:pk>/clusters.pdf", views.draft_note, name="draft_note"),
    path("clusters/", views.cluster_list, name="cluster_list"),
    path("clusters/blank.xlsx", views.blank, name="blank"),
    path("clusters/import/", views.bulk_list, name="bulk_list"),
    path("clusters/import/<int:bulk>/", views.bulk_detail, name="bulk_detail"),
    path("clusters/import/<int:bulk>/apply/", views.bulk_apply, name="bulk_apply"),
    path("clusters/import/<int:bulk>/undo/", views.bulk_undo, name="bulk_undo"),
    path("clusters/import/<int:bulk>/files/<int:file>/", views.bulk_file, name="bulk_file"),
    path("clusters/<slug:slug>/", views.cluster_detail, name="cluster_detail"),
    path("clusters/<slug:slug>/upload/", views.upload, name="upload"),
    path("clusters/<slug:slug>/upload/changes/", views.pending, name="pending"),
    path("clusters/<slug:slug>/upload/apply/", views.pending_apply, name="pending_apply"),
    path("clusters/<slug:slug>/upload/discard/", views.pending_discard, name="pending_discard"),
    path("clusters/<slug:slug>/sheets/", views.sheet_list, name="sheet_list"),
    path("clusters/<slug:slug>/sheets/<int:pk>/", views.sheet_detail, name="sheet_detail"),
    path("clusters/<slug:slug>/sheets/<int:pk>/restore/", views.sheet_restore, name="sheet_restore"),
    path("clusters/<slug:slug>/sheets/<int:pk>/workbook.xlsx", views.sheet_xlsx, name="sheet_xlsx"),
    path("clusters/<slug:slug>/verdict/", views.verdict, name="verdict"),
    path("clusters/<slug:slug>/verdict/keep/", views.recalculate, name="recalculate"),
    path("clusters/<slug:slug>/plan/", views.plan, name="plan"),
    path("clusters/<slug:slug>/what-if/", views.what_if, name="what_if"),
    path("clusters/<slug:slug>/map/", views.functional_map, name="map"),
    path("clusters/<slug:slug>/verdict.json", views.download, name="verdict_json"),
    path("clusters/<slug:slug>/verdict.pdf", views.certificate, name="verdict_pdf"),
]
