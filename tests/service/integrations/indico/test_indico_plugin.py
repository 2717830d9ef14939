"""The Indico plugin, with stubs for Indico: what it hooks into, and what its proxy lets pass."""

import importlib
import json
import sys
import tomllib
import types
from pathlib import Path
from unittest.mock import MagicMock

import pytest

FOLDER = Path(__file__).resolve().parents[4] / "service" / "integrations" / "indico"
STUBS = {
    "flask": ("Response", "flash", "jsonify", "redirect", "request", "session"),
    "flask_pluginengine": ("render_plugin_template",),
    "requests": (),
    "wtforms.fields": ("BooleanField", "IntegerField", "SelectField", "StringField", "URLField"),
    "wtforms.validators": ("URL", "DataRequired", "Length", "NumberRange", "Optional"),
    "indico.core": ("signals",),
    "indico.core.plugins": ("url_for_plugin",),
    "indico.util.i18n": (),
    "indico.web.forms.widgets": ("SwitchWidget",),
    "indico.web.menu": ("SideMenuItem",),
}
BASES = {
    "indico.core.plugins": ("IndicoPlugin", "WPJinjaMixinPlugin"),
    "indico.modules.events.controllers.base": ("RHDisplayEventBase",),
    "indico.modules.events.management.controllers": ("RHManageEventBase",),
    "indico.modules.events.management.views": ("WPEventManagement",),
    "indico.modules.events.views": ("WPConferenceDisplay", "WPSimpleEventDisplay"),
    "indico.web.forms.base": ("IndicoForm",),
    "werkzeug.exceptions": (),
}
OURS = ("plugin", "blueprint", "controllers", "forms", "proxy", "views")


class Blueprint:
    def __init__(self, name, _, url_prefix):
        self.name, self.prefix, self.rules = name, url_prefix, {}

    def add_url_rule(self, rule, endpoint, handler, methods):
        self.rules[endpoint] = (self.prefix + rule, handler, methods)


def module(name):
    made = sys.modules.get(name)
    if made is None or not getattr(made, "stub", False):
        made = types.ModuleType(name)
        made.stub = True
    return made


@pytest.fixture
def plugin(monkeypatch):
    """The module of the plugin, imported over stubs."""
    for name in {*STUBS, *BASES}:
        parts = name.split(".")
        for depth in range(1, len(parts) + 1):
            dotted = ".".join(parts[:depth])
            monkeypatch.setitem(sys.modules, dotted, module(dotted))
    for name, names in STUBS.items():
        for each in names:
            setattr(sys.modules[name], each, MagicMock(name=each))
    for name, names in BASES.items():
        for each in names:
            setattr(sys.modules[name], each, type(each, (), {"init": lambda _: None}))
    sys.modules["indico.core.plugins"].IndicoPluginBlueprint = Blueprint
    sys.modules["indico.util.i18n"].make_bound_gettext = lambda _: str
    sys.modules["indico.web.forms.base"].FormDefaults = dict
    sys.modules["flask"].stream_with_context = iter
    sys.modules["requests"].RequestException = OSError
    for each in ("NotFound", "RequestEntityTooLarge"):
        setattr(sys.modules["werkzeug.exceptions"], each, type(each, (Exception,), {}))
    monkeypatch.syspath_prepend(str(FOLDER))
    yield importlib.import_module("indico_wipo_chat.plugin")
    for name in [name for name in sys.modules if name.startswith("indico_wipo_chat")]:
        del sys.modules[name]


def made(plugin, event_settings, **settings):
    """Return the plugin with what was set, and the calls that it made."""
    settings = {"service_url": "http://wipo-rag:8000", "reader_url": "", "timeout": 5, **settings}
    one = plugin.WipoChatPlugin()
    one.settings = MagicMock(get=settings.get)
    one.event_settings = MagicMock(get_all=lambda _: event_settings)
    for name in ("connect", "template_hook", "inject_bundle"):
        setattr(one, name, MagicMock())
    sys.modules["indico.core.plugins"].url_for_plugin = None
    plugin.url_for_plugin = lambda *_, path="": f"/event/7/wipo-chat/{path}"
    return one


ON = {"enabled": True, "meeting": "CDIP/30", "language": ""}


def test_it_can_be_imported_and_names_itself(plugin):
    project = tomllib.loads((FOLDER / "pyproject.toml").read_text())
    entry = project["project"]["entry-points"]["indico.plugins"]["wipo_chat"]
    assert entry == "indico_wipo_chat.plugin:WipoChatPlugin"
    assert plugin.WipoChatPlugin.__doc__.startswith("WIPO Chat\n")
    assert project["project"]["version"].startswith("3.3")


def test_it_hooks_into_the_pages_of_meetings_and_conferences(plugin):
    one = made(plugin, ON)
    one.init()
    hooks = [call.args[0] for call in one.template_hook.call_args_list]
    assert hooks == ["meeting-body", "conference-home-info"]
    bundles = {call.args[0] for call in one.inject_bundle.call_args_list}
    assert bundles == {"main.js", "main.css"}
    entries = json.loads((FOLDER / "webpack-bundles.json").read_text())["entry"]
    for name, path in entries.items():
        assert f"{name}.js" in bundles
        assert (FOLDER / "indico_wipo_chat" / "client" / path).is_file()


def test_it_shows_the_widget_where_an_event_wants_it(plugin):
    plugin.session.lang = "fr_FR"
    made(plugin, ON)._render(object())
    (template,), given = plugin.render_plugin_template.call_args
    assert template == "chat.html"
    assert given == {
        "meeting": "CDIP/30",
        "language": "fr",
        "script": "/event/7/wipo-chat/widget.js",
        "api": "/event/7/wipo-chat/",
        "reader": "http://wipo-rag:8000/",
    }
    page = (FOLDER / "indico_wipo_chat" / "templates" / "chat.html").read_text()
    assert "<script" not in page
    assert "style=" not in page
    assert "safe" not in page


@pytest.mark.parametrize(
    ("event_settings", "settings"), [({**ON, "enabled": False}, {}), (ON, {"service_url": ""})]
)
def test_elsewhere_it_shows_nothing(plugin, event_settings, settings):
    plugin.render_plugin_template.reset_mock()
    assert made(plugin, event_settings, **settings)._render(object()) is None
    assert not plugin.render_plugin_template.called


@pytest.mark.parametrize(
    ("chosen", "page", "expected"),
    [("", "en_GB", "en"), ("", "zh_CN", "zh"), ("", "de_DE", "en"), ("ar", "en_GB", "ar"),
     ("", "", "en")],
)  # fmt: skip
def test_it_speaks_the_language_of_the_page_or_the_one_chosen(plugin, chosen, page, expected):
    assert plugin.language(chosen, page) == expected


def test_only_who_manages_an_event_sees_its_settings(plugin):
    one = made(plugin, ON)
    assert one._menu_items(None, MagicMock(can_manage=lambda _: False)) is None
    assert one._menu_items(None, MagicMock(can_manage=lambda _: True)) is not None


def test_all_addresses_lie_below_an_event_and_apply_its_rights(plugin):
    rules = plugin.blueprint.rules
    bases = {"manage": "RHManageEventBase", "proxy": "RHDisplayEventBase"}
    for name, (rule, handler, _) in rules.items():
        assert rule.startswith("/event/<int:event_id>/")
        assert bases[name] in [base.__name__ for base in handler.__mro__]


# --- the proxy ------------------------------------------------------------------------------------

JSON = {"Content-Type": "application/json", "Accept": "text/event-stream"}


@pytest.fixture
def proxy(plugin):
    return sys.modules[f"{plugin.__package__}.proxy"]


@pytest.mark.parametrize(
    ("method", "path", "params", "expected"),
    [
        ("GET", "widget.js", {"x": "1"}, {}),
        ("GET", "widget/ar.json", {"v": "1", "x": "2"}, {"v": "1"}),
        ("GET", "v1/meeting", {"name": "CDIP/30"}, {"name": "CDIP/30"}),
        ("GET", "v1/passages", {"key": "k", "public": "false"}, {"key": "k", "public": "true"}),
        ("POST", "v1/ask", {"public": "false"}, {"public": "true"}),
        ("POST", "v1/feedback", {}, {}),
    ],
)
def test_what_the_widget_asks_is_passed_on(proxy, method, path, params, expected):
    headers = {**JSON, "Cookie": "indico_session=1", "X-Forwarded-For": "1.1.1.1"}
    url, sent, kept = proxy.outgoing("http://s:8000/", method, path, params, headers, "203.0.113.5")
    assert url == f"http://s:8000/{path}"
    assert sent == expected
    assert kept["X-Forwarded-For"] == "203.0.113.5"
    assert "Cookie" not in kept


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "v1/ask"),
        ("POST", "v1/search"),
        ("GET", "v1/documents"),
        ("GET", "metrics"),
        ("GET", "../metrics"),
        ("GET", "widget/../metrics"),
        ("GET", "widget/ar.json/../../metrics"),
        ("GET", "/metrics"),
        ("GET", "//evil.example/widget.js"),
        ("GET", "http://evil.example/widget.js"),
        ("GET", "widget.js\n"),
        ("GET", ""),
        ("DELETE", "v1/feedback"),
    ],
)
def test_nothing_else_is(proxy, method, path):
    with pytest.raises(proxy.NotPassed):
        proxy.outgoing("http://s:8000", method, path, {}, JSON, None)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_forms_of_other_sites_cannot_ask(proxy, kind):
    with pytest.raises(proxy.NotPassed):
        proxy.outgoing("http://s:8000", "POST", "v1/ask", {}, {"Content-Type": kind}, None)


def test_nothing_comes_back_that_could_change_the_page(proxy):
    headers = {
        "Content-Type": "text/event-stream",
        "Retry-After": "3",
        "Set-Cookie": "a=b",
        "Content-Security-Policy": "default-src *",
        "Access-Control-Allow-Origin": "*",
        "Location": "https://evil.example",
    }
    kept = proxy.incoming(headers)
    assert kept["Content-Type"] == "text/event-stream"
    assert kept["Retry-After"] == "3"
    assert kept["X-Accel-Buffering"] == "no"
    assert not {"Set-Cookie", "Content-Security-Policy", "Location"} & kept.keys()
    assert not [name for name in kept if name.startswith("Access-Control")]


def test_the_proxy_hands_out_what_the_service_has(proxy, client):
    """Every address that the proxy knows is one of the service."""
    for method, pattern, _ in proxy.ROUTES:
        path = pattern.pattern.replace("\\", "").replace("[a-z]{2}", "en")
        sent = {"question": "What?"} if "ask" in path else {}
        answer = client.request(method, f"/{path}", json=sent or None)
        assert answer.status_code in (200, 422, 400), path
