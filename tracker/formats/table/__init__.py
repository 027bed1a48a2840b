"""Tables, CSV and TSV: read by what their columns mean, and written."""
