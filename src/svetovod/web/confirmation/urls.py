from django.urls import path

from . import views

app_name = "confirmation"
PACKAGE = "clusters/<slug:slug>/confirmation/"
CASE = "confirmation/<slug:number>/"

urlpatterns = [
    path(PACKAGE, views.package, name="package"),
    path(f"{PACKAGE}start/", views.start, name="start"),
    path(f"{PACKAGE}attach/", views.attach, name="attach"),
    path(f"{PACKAGE}gather/", views.gather, name="gather"),
    path(f"{PACKAGE}detach/<uuid:file>/", views.detach, name="detach"),
    path(f"{PACKAGE}discard/", views.discard, name="discard"),
    path(f"{PACKAGE}file/", views.file, name="file"),
    path(f"{PACKAGE}withdraw/", views.withdraw, name="withdraw"),
    path(f"{PACKAGE}papers/<slug:name>.docx", views.paper, {"kind": "docx"}, name="paper_docx"),
    path(f"{PACKAGE}papers/<slug:name>.pdf", views.paper, {"kind": "pdf"}, name="paper_pdf"),
    path(f"{PACKAGE}appeal/", views.appeal, name="appeal"),
    path(f"{PACKAGE}membership/", views.report, name="report"),
    path("confirmation/", views.queue, name="queue"),
    path("confirmation/absence/", views.absence, name="absence"),
    path("confirmation/absence/end/", views.absence_end, name="absence_end"),
    path("confirmation/registry/<int:entry>/", views.extract, name="extract"),
    path("confirmation/registry/<int:entry>/extract.pdf", views.extract_pdf, name="extract_pdf"),
    path(CASE, views.case, name="case"),
    path(f"{CASE}take/", views.take, name="take"),
    path(f"{CASE}check/", views.check, name="check"),
    path(f"{CASE}return/", views.give_back, name="give_back"),
    path(f"{CASE}resume/", views.resume, name="resume"),
    path(f"{CASE}prepare/", views.prepare, name="prepare"),
    path(f"{CASE}decide/", views.decide, name="decide"),
    path(f"{CASE}send-back/", views.send_back, name="send_back"),
    path(f"{CASE}exclude/", views.exclude, name="exclude"),
    path(f"{CASE}exclude/take/", views.exclusion_take, name="exclusion_take"),
    path(f"{CASE}exclude/drop/", views.exclusion_drop, name="exclusion_drop"),
    path(f"{CASE}appeal/consider/", views.hear, name="hear"),
    path(f"{CASE}appeal/decide/", views.appeal_decide, name="appeal_decide"),
    path(f"{CASE}membership/", views.report_answer, name="report_answer"),
    path(f"{CASE}receipt.pdf", views.receipt, name="receipt"),
    path(f"{CASE}protocol.pdf", views.protocol, {"kind": "pdf"}, name="protocol"),
    path(f"{CASE}protocol.docx", views.protocol, {"kind": "docx"}, name="protocol_docx"),
]
