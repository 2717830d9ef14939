"""What passes between the widget and the service, and nothing else does. Knows nothing of Indico."""

import re

MAX_BODY = 65_536
CHUNK = 8192

# What may be asked of the service: method, address, parameters that are passed on.
ROUTES = (
    ('GET', re.compile(r'widget\.js'), ()),
    ('GET', re.compile(r'widget/[a-z]{2}\.json'), ('v',)),
    ('GET', re.compile(r'v1/meeting'), ('name',)),
    ('GET', re.compile(r'v1/passages'), ('key', 'language')),
    ('POST', re.compile(r'v1/ask'), ()),
    ('POST', re.compile(r'v1/feedback'), ()),
)
SENT = ('Accept', 'Content-Type', 'If-None-Match')
RETURNED = ('Content-Type', 'Cache-Control', 'ETag', 'Retry-After', 'X-Request-Id')


class NotPassed(Exception):
    """This is nothing that the widget asks for."""


def outgoing(service, method, path, given, headers, address):
    """Return address, parameters and headers of the request to the service.

    :raises NotPassed: if the widget asks for no such thing
    """
    for known, pattern, names in ROUTES:
        if known == method and pattern.fullmatch(path):
            params = {name: given[name] for name in names if name in given}
            break
    else:
        raise NotPassed(path)
    if method == 'POST' and headers.get('Content-Type', '').split(';')[0].strip() != 'application/json':
        # Forms of other sites cannot send this, so that none of them can ask in a reader's name.
        raise NotPassed(path)
    if path in ('v1/ask', 'v1/passages'):
        params['public'] = 'true'
    sent = {name: headers[name] for name in SENT if headers.get(name)}
    sent['X-Forwarded-For'] = address or ''
    return f'{service.rstrip("/")}/{path}', params, sent


def incoming(headers):
    """Return the headers that the browser gets: none that could set a cookie or widen a policy."""
    kept = {name: headers[name] for name in RETURNED if headers.get(name)}
    # Servers in front of Indico must not hold a stream back.
    return {**kept, 'X-Accel-Buffering': 'no', 'X-Content-Type-Options': 'nosniff'}
