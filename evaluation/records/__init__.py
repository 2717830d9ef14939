"""Are the records that ingest/records emits right? Measured against lists made by reading."""
