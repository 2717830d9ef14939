"""The pages that people see: texts, direction, templates, static files and their policy."""
