"""Cited answers from the documents of a meeting, on its page."""

from indico.util.i18n import make_bound_gettext

_ = make_bound_gettext('wipo_chat')
