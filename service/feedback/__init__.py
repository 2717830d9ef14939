"""What readers say about answers: kept beside the index, and turned into cases to evaluate."""
