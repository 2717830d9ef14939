"""One module per resource of the HTTP service; a route translates and does nothing else."""
