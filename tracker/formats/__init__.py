"""One format, one package, both directions: text in and out, no paths, no database."""
