"""The reader: a document as it was read, with every paragraph at its address.

``shelf`` turns what the catalogue holds into a ``Reading`` (``types``), which knows no request and
no HTML, and keeps the last few of them. ``finding`` says which document an address means,
``marking`` where a quote stands in it, ``comparing`` what changed between two versions, ``citing``
how a place is cited, ``writing`` how words become HTML.
"""
