"""HTML, written: a page to show to somebody."""
