"""How the shipped model was made: ``python -m evaluation.training`` makes it again.

prepare (read, keep test texts out) -> tokenizer -> pooled vectors -> late interaction -> export.
"""
