"""The plugin: settings, where the widget stands on the page of an event, and its script."""

from flask import session
from flask_pluginengine import render_plugin_template

from indico.core import signals
from indico.core.plugins import IndicoPlugin, url_for_plugin
from indico.modules.events.views import WPConferenceDisplay, WPSimpleEventDisplay
from indico.web.menu import SideMenuItem

from indico_wipo_chat import _
from indico_wipo_chat.blueprint import blueprint
from indico_wipo_chat.forms import SettingsForm

SPOKEN = ('ar', 'en', 'es', 'fr', 'ru', 'zh')


class WipoChatPlugin(IndicoPlugin):
    """WIPO Chat

    Cited answers from the documents of a meeting, on its page.
    """

    configurable = True
    settings_form = SettingsForm
    default_settings = {'service_url': '', 'reader_url': '', 'timeout': 60}
    default_event_settings = {'enabled': False, 'meeting': '', 'language': ''}

    def init(self):
        super().init()
        self.connect(signals.menu.items, self._menu_items, sender='event-management-sidemenu')
        for hook in ('meeting-body', 'conference-home-info'):
            self.template_hook(hook, self._render)
        for page in (WPSimpleEventDisplay, WPConferenceDisplay):
            self.inject_bundle('main.js', page)
            self.inject_bundle('main.css', page)

    def get_blueprints(self):
        return blueprint

    def _menu_items(self, sender, event, **kwargs):
        if event.can_manage(session.user):
            return SideMenuItem(
                'wipo_chat', _('Ask the documents'), url_for_plugin('wipo_chat.manage', event), section='services'
            )

    def _render(self, event, **kwargs):
        chosen = self.event_settings.get_all(event)
        if not chosen['enabled'] or not self.settings.get('service_url'):
            return None
        script = url_for_plugin('wipo_chat.proxy', event, path='widget.js')
        reader = self.settings.get('reader_url') or self.settings.get('service_url')
        return render_plugin_template(
            'chat.html',
            meeting=chosen['meeting'],
            language=language(chosen['language'], str(session.lang or '')),
            script=script,
            api=script.removesuffix('widget.js'),
            reader=reader.rstrip('/') + '/',
        )


def language(chosen, page):
    """Return the language of the widget: the one chosen, else that of the page where it is spoken."""
    primary = page.replace('-', '_').split('_')[0].lower()
    return chosen or (primary if primary in SPOKEN else 'en')
