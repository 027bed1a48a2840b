"""One format, one module, both directions: text in and out, no paths, no database."""
