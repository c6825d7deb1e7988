"""Pages of a session that is planned."""

from django.urls import reverse


def url(name, *args):
    return reverse(f"events:{name}", args=["saransk-2021", *args])


def words(response):
    return response.content.decode()
