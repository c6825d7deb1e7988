from django.urls import path

from . import views

app_name = "workbench"
urlpatterns = [
    path("workbench/", views.question_list, name="question_list"),
    path("workbench/ask/", views.question_new, name="question_new"),
    path("workbench/questions/<int:question_id>/", views.question, name="question"),
    path("workbench/questions/<int:question_id>/copy/", views.question_copy, name="question_copy"),
    path("workbench/questions/<int:question_id>/delete/", views.question_delete, name="question_delete"),
    path("workbench/answers/<int:run_id>/", views.run, name="run"),
    path("workbench/answers/<int:run_id>/chart/", views.run_chart, name="run_chart"),
    path("workbench/answers/<int:run_id>/answer.<slug:file_as>", views.run_file, name="run_file"),
    path("workbench/answers/<int:run_id>/chart.<slug:drawn_as>", views.run_picture, name="run_picture"),
]
