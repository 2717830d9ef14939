"""Whether summaries can be defended: every sentence against what its footnotes quote."""
