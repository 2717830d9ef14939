"""What administrators and managers of an event can set."""

from wtforms.fields import BooleanField, IntegerField, SelectField, StringField, URLField
from wtforms.validators import URL, DataRequired, Length, NumberRange, Optional

from indico.web.forms.base import IndicoForm
from indico.web.forms.widgets import SwitchWidget

from indico_wipo_chat import _

LANGUAGES = (
    ('', _('That of the page')),
    ('ar', 'العربية'),
    ('en', 'English'),
    ('es', 'Español'),
    ('fr', 'Français'),
    ('ru', 'Русский'),
    ('zh', '中文'),
)


class SettingsForm(IndicoForm):
    """Of the whole plugin."""

    service_url = URLField(
        _('Address of the service'),
        [DataRequired(), URL(require_tld=False)],
        description=_('As Indico reaches it: http://wipo-rag:8000'),
    )
    reader_url = URLField(
        _('Address of the documents'),
        [Optional(), URL(require_tld=False)],
        description=_('As readers reach it: https://documents.example.org; by default that of the service'),
    )
    timeout = IntegerField(_('Seconds to wait'), [NumberRange(min=1, max=120)])


class EventSettingsForm(IndicoForm):
    """Of one event."""

    enabled = BooleanField(_('Ask the documents'), widget=SwitchWidget())
    meeting = StringField(
        _('Meeting'),
        [Optional(), Length(max=100)],
        description=_('As documents name it: CDIP/30. Its documents are asked first; empty: all are asked.'),
    )
    language = SelectField(_('Language'), choices=LANGUAGES)
