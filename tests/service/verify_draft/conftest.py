"""The drafts of ``tests/service/export_docx``."""

from tests.service.export_docx.conftest import (
    draft,
    home,
    library,
    part,
    summaries,
    with_parts,
)

__all__ = ["draft", "home", "library", "part", "summaries", "with_parts"]
