"""HTML: written only, as a page to show to somebody."""
