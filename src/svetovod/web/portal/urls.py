from django.urls import path

from . import views, views_public, views_thread

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("desk/first-steps/", views.first_steps, name="first_steps"),
    path("thread/", views_thread.thread, name="thread"),
    path("thread/<slug:begun>/", views_thread.thread, name="thread_session"),
    path("thread/<slug:begun>/thread.xlsx", views_thread.thread_xlsx, name="thread_xlsx"),
    path("thread/<slug:begun>/<slug:counted>/", views_thread.thread_list, name="thread_list"),
    path("glossary/", views_public.glossary, name="glossary"),
    path("search/", views_public.search, name="search"),
    path("feed.atom", views_public.feed, {"kind": "atom"}, name="feed_atom"),
    path("feed.rss", views_public.feed, {"kind": "rss"}, name="feed_rss"),
    path("sitemap.xml", views_public.sitemap, name="sitemap"),
    path("robots.txt", views_public.robots, name="robots"),
    path("cards/card.png", views_public.card, name="card"),
    path("widget/", views_public.widget, name="widget"),
]
