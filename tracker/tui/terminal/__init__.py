"""The terminal under the app: what it can show, what it sends, and how it is given back."""
