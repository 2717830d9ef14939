"""The settings of an event, and the proxy that applies its rights."""

import requests
from flask import Response, flash, jsonify, redirect, request, stream_with_context
from werkzeug.exceptions import NotFound, RequestEntityTooLarge

from indico.core.plugins import url_for_plugin
from indico.modules.events.controllers.base import RHDisplayEventBase
from indico.modules.events.management.controllers import RHManageEventBase
from indico.web.forms.base import FormDefaults

from indico_wipo_chat import _
from indico_wipo_chat.forms import EventSettingsForm
from indico_wipo_chat.proxy import CHUNK, MAX_BODY, NotPassed, incoming, outgoing
from indico_wipo_chat.views import WPManageChat


class RHManageChat(RHManageEventBase):
    """Switch the chat on in an event, and name its meeting."""

    def _process(self):
        from indico_wipo_chat.plugin import WipoChatPlugin

        settings = WipoChatPlugin.event_settings
        form = EventSettingsForm(obj=FormDefaults(**settings.get_all(self.event)))
        if form.validate_on_submit():
            settings.set_multi(self.event, {name: form.data[name] for name in settings.defaults})
            flash(_('Settings saved'), 'success')
            return redirect(url_for_plugin('wipo_chat.manage', self.event))
        return WPManageChat.render_template('manage.html', self.event, 'wipo_chat', form=form)


class RHProxy(RHDisplayEventBase):
    """Pass on what the widget asks, to those who may see the event."""

    # Nothing of Indico is changed, and only JSON is taken, which no form of another site can send.
    CSRF_ENABLED = False

    def _process_args(self):
        from indico_wipo_chat.plugin import WipoChatPlugin

        RHDisplayEventBase._process_args(self)
        self.settings = WipoChatPlugin.settings
        if not WipoChatPlugin.event_settings.get(self.event, 'enabled') or not self.settings.get('service_url'):
            raise NotFound

    def _process(self):
        if (request.content_length or 0) > MAX_BODY:
            raise RequestEntityTooLarge
        path, service = request.view_args['path'], self.settings.get('service_url')
        try:
            url, params, headers = outgoing(
                service, request.method, path, request.args, request.headers, request.remote_addr
            )
        except NotPassed:
            raise NotFound from None
        body = request.get_data() if request.method == 'POST' else None
        try:
            answer = requests.request(
                request.method,
                url,
                params=params,
                headers=headers,
                data=body,
                stream=True,
                allow_redirects=False,
                timeout=self.settings.get('timeout'),
            )
        except requests.RequestException:
            return _unreachable()
        return Response(
            stream_with_context(_chunks(answer)), status=answer.status_code, headers=incoming(answer.headers)
        )


def _chunks(answer):
    """Yield what comes as it comes, and hang up when the reader does."""
    with answer:
        # Not by lines or full blocks: an answer is read sentence by sentence.
        yield from answer.iter_content(None if 'event-stream' in answer.headers.get('Content-Type', '') else CHUNK)


def _unreachable():
    response = jsonify(code='not_ready', title='The service cannot be reached', status=503)
    response.headers['Retry-After'] = '10'
    return response, 503
