from django.urls import path

from . import views

app_name = "support"
urlpatterns = [
    path("support/", views.navigator, name="navigator"),
    path("support/guide/", views.guide, name="guide"),
    path("support/guide/handout.pdf", views.handout, name="handout"),
    path("support/questions/", views.questions, name="questions"),
    path("support/questions/<int:pk>/", views.answer, name="answer"),
    path("support/blanks/", views.blank_list, name="blank_list"),
    path("support/blanks/pack.zip", views.blank_pack, name="blank_pack"),
    path("support/blanks/<slug:form>/", views.blank, name="blank"),
    path("support/matrix/", views.matrix, name="matrix"),
    path("support/measures/<slug:measure>/", views.measure, name="measure"),
]
