import pytest


@pytest.fixture
def tool(tmp_path, monkeypatch):
    import messages

    (tmp_path / "src" / "svetovod" / "web" / "shop" / "templates").mkdir(parents=True)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "WEB", tmp_path / "src" / "svetovod" / "web")
    return messages


def write(tool, *, code: str = "", template: str = ""):
    app = tool.WEB / "shop"
    (app / "views.py").write_text(code, encoding="utf-8")
    (app / "templates" / "page.html").write_text(template, encoding="utf-8")
    return app


def ids(catalogue, tool) -> set:
    return {tool.key_of(m) for m in catalogue if m.id}


def translate(tool, app, words: dict) -> None:
    from babel.messages.pofile import write_po

    catalogue = tool.saved(app)
    for message in catalogue:
        if message.id:
            message.string = words.get(tool.key_of(message)[1], "")
    with tool.catalogue_path(app).open("wb") as stream:
        write_po(stream, catalogue)


def test_all_ways_to_mark_a_message_are_found(tool):
    app = write(
        tool,
        code='_("one"); gettext_lazy("two"); pgettext("who", "three"); ngettext("%d cat", "%d cats", n)',
        template='{% load i18n %}{% translate "four" %}'
        "{% blocktranslate trimmed %}\n  five\n  six\n{% endblocktranslate %}"
        '{% fig _("seven") 1 %}{% translate "three" context "where" %}',
    )
    assert ids(tool.extracted(app), tool) == {
        ("", "one"), ("", "two"), ("who", "three"), ("", "%d cat"),
        ("", "four"), ("", "five six"), ("", "seven"), ("where", "three"),
    }  # fmt: skip


def test_update_keeps_translations_and_drops_what_is_gone(tool):
    app = write(tool, code='_("stays"); _("goes")')
    tool.update(app)
    translate(tool, app, {"stays": "остаётся", "goes": "уходит"})
    write(tool, code='_("stays"); _("stays here")')
    tool.update(app)
    found = {tool.key_of(m)[1]: m.string for m in tool.saved(app) if m.id}
    assert found == {"stays": "остаётся", "stays here": ""}
    assert "fuzzy" not in tool.catalogue_path(app).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "template", "words", "complaint"),
    [
        ('_("new")', "", {}, "not translated"),
        ('_("слово")', "", {"слово": "слово"}, "Cyrillic message id"),
        ("", "<p>Привет</p>", {}, "Cyrillic in the template"),
        ('_("%(n)d of us")', "", {"%(n)d of us": "нас %(m)d"}, "%(n)d of us"),
        ('_("at {time}")', "", {"at {time}": "в {час}"}, "placeholders differ"),
        ("", '{% fig _("20 %") 1 %}', {"20 %": "20 %"}, "is doubled"),
    ],
)
def test_check_names_what_is_wrong(tool, code, template, words, complaint):
    app = write(tool, code=code, template="{% load i18n %}" + template)
    tool.update(app)
    translate(tool, app, words)
    assert any(complaint in line for line in tool.check(app)), tool.check(app)


def test_check_sees_a_catalogue_out_of_step(tool):
    app = write(tool, code='_("old")')
    tool.update(app)
    translate(tool, app, {"old": "старое"})
    assert tool.check(app) == []
    write(tool, code='_("fresh")')
    assert {line.split(": ", 1)[1] for line in tool.check(app)} == {
        "not in the catalogue: 'fresh'",
        "no longer used: 'old'",
    }


def test_a_second_update_changes_nothing(tool):
    app = write(tool, code='_("a"); ngettext("%d cat", "%d cats", n)')
    tool.update(app)
    before = tool.catalogue_path(app).read_bytes()
    tool.update(app)
    assert tool.catalogue_path(app).read_bytes() == before


def test_the_catalogue_of_common_is_in_order():
    import messages

    assert messages.check(messages.WEB / "common") == []
