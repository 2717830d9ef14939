"""The sample corpus: invented meeting documents in six languages and three file formats."""
