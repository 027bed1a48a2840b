"""JSON Resume, the open format for CVs (jsonresume.org)."""
