"""The Model Context Protocol: the service as tools for other assistants. Needs the [mcp] extra.

``tools`` says what each tool takes and gives, ``server`` speaks the protocol, over HTTP by
``http`` and over standard input and output by ``stdio``. Nothing here writes anything.
"""
