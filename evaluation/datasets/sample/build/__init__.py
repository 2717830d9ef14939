"""Builds the sample corpus from its YAML sources: ``python -m evaluation.datasets.sample.build``.

* source.py       one YAML file -> Work (every text in six languages)
* expression.py   one document in one language -> a flat sequence of numbered pieces
* docx_text.py, docx_styles.py, docx.py   pieces -> a Word file, the same bytes every time
* html.py         pieces -> a web page, the same bytes every time
* pdf.py          Word files -> PDF, by LibreOffice
* corpus.py       which files there are, and where

Needs PyYAML (and LibreOffice for the PDF files). Nothing outside this package imports it.
"""
