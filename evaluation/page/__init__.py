"""One self-contained page that shows a run: no script, nothing loaded from elsewhere."""
