"""Apps are entered by the first word of an address; each leads where it led when every app was tried in turn."""

import re
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import Resolver404, URLResolver, get_resolver, include, path, reverse
from django.urls.converters import get_converters
from django.urls.resolvers import RegexPattern

from svetovod.web import urls

SAMPLES = {"int": "7", "slug": "light-3", "str": "П-01", "uuid": "0b2f1a3e-1111-4222-8333-444455556666", "path": "a/b"}
SAMPLES |= {"anything": "a/b"}
WORDS = {type(kind): word for word, kind in get_converters().items()}


def test_every_address_leads_where_it_led_when_all_apps_were_tried_in_turn():
    plainly = URLResolver(RegexPattern("^/"), [path("", include(f"svetovod.web.{app}.urls")) for app in urls.APPS])
    routes = list(_routes(plainly.url_patterns))
    assert routes == list(_routes(get_resolver().url_patterns)) and len(routes) > 700
    for route in routes:
        whole = "/" + route.replace("^", "").replace("$", "")
        for kind, value in SAMPLES.items():
            while f"<{kind}:" in whole:
                begun, _, rest = whole.partition(f"<{kind}:")
                whole = begun + value + rest.partition(">")[2]
        for address in (whole, whole[:-1], f"{whole}more", f"{whole}more/"):
            assert _found(get_resolver(), address) == _found(plainly, address), address


def test_the_pattern_of_an_address_is_compiled_once_however_many_others_are_asked_for():
    named = {
        f"{space}:{name}": {
            argument: kind.to_python(SAMPLES.get(WORDS.get(type(kind)), "7")) for argument, kind in kinds
        }
        for space, (_begun, resolver) in get_resolver().namespace_dict.items()
        for name, kinds in _names(resolver)
    }
    assert len(named) > 600
    with patch.object(re._compiler, "compile", wraps=re._compiler.compile) as compiled:
        for _time in range(2):
            compiled.reset_mock()
            for name, arguments in named.items():
                reverse(name, kwargs=arguments)
    assert not compiled.call_args_list


def test_no_app_is_searched_for_an_address_that_begins_otherwise():
    def entered(address):
        try:
            tried = get_resolver().resolve(address).tried
        except Resolver404 as missing:
            tried = missing.args[0]["tried"]
        return {each[0].urlconf_module.__name__.split(".")[2] for each in tried if len(each) > 1}

    assert entered("/nowhere/at/all/") == set()
    assert entered("/projects/П-01/subsidy/") == {"projects"}


def test_an_address_that_could_begin_with_any_word_is_refused_when_the_server_starts():
    with pytest.raises(ImproperlyConfigured, match="<slug:any>"):
        urls.Beginnings([path("<slug:any>/", lambda _request: SimpleNamespace())])


def _names(resolver):
    for name, (_ways, _pattern, _defaults, kinds) in resolver.reverse_dict.items():
        if isinstance(name, str):
            yield name, kinds.items()


def _routes(patterns, prefix=""):
    for each in patterns:
        if hasattr(each, "url_patterns"):
            yield from _routes(each.url_patterns, prefix + str(each.pattern))
        else:
            yield prefix + str(each.pattern)


def _found(resolver, address):
    try:
        match = resolver.resolve(address)
    except Resolver404:
        return None
    return match.view_name, match.route, match.kwargs, match.func, match.app_names
