"""Ours beside what an engineer would otherwise take: the same texts, model, machine and run.

Every system runs in a process of its own (``child``), which measures itself; a parent puts the
questions to all in turn. Nothing of a peer is needed by the product: ``make benchmark-peers``
installs them into an environment of their own.
"""
