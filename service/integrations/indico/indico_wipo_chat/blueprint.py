"""Addresses of the plugin, all of them below an event."""

from indico.core.plugins import IndicoPluginBlueprint

from indico_wipo_chat.controllers import RHManageChat, RHProxy

blueprint = IndicoPluginBlueprint('wipo_chat', __name__, url_prefix='/event/<int:event_id>')
blueprint.add_url_rule('/manage/wipo-chat', 'manage', RHManageChat, methods=('GET', 'POST'))
blueprint.add_url_rule('/wipo-chat/<path:path>', 'proxy', RHProxy, methods=('GET', 'POST'))
