"""What a script that sends a file is answered: where to go, a plain refusal, or the page with its errors."""

from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from svetovod.web.common.errors import Refused
from svetovod.web.common.middleware import refusals, uploads

BACK = {"HTTP_REFERER": "http://testserver/clusters/import/"}


def ask(response, **headers):
    return uploads(lambda _request: response)(RequestFactory().post("/somewhere/", **headers))


def test_a_redirect_is_told_and_not_followed():
    answer = ask(HttpResponseRedirect("/clusters/a/verdict/"), HTTP_X_UPLOAD="1")
    assert (answer.status_code, answer["X-Location"], answer.has_header("Location")) == (
        204,
        "/clusters/a/verdict/",
        False,
    )


def test_without_the_script_a_redirect_stays_one():
    answer = ask(HttpResponseRedirect("/clusters/a/verdict/"))
    assert (answer.status_code, answer["Location"]) == (302, "/clusters/a/verdict/")


def test_a_page_with_errors_comes_as_it_is():
    assert ask(HttpResponse("<main>errors</main>", status=422), HTTP_X_UPLOAD="1").status_code == 422


def test_a_refusal_is_a_sentence_for_the_script_alone():
    request = RequestFactory().post("/somewhere/", HTTP_X_UPLOAD="1", **BACK)
    answer = refusals(HttpResponse).process_exception(request, Refused("bulk.most", "At most 300 files."))
    assert (answer.status_code, answer.content.decode()) == (409, "At most 300 files.")
    assert answer["Content-Type"].startswith("text/plain")
