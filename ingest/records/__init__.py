"""Which things do the passages tell of? Recommendations, projects and outcomes, with proofs.

Every extractor reads one document and knows no other; ``index/`` joins what several tell of the
same thing. What is recognised stands in ``config/languages/``.
"""
