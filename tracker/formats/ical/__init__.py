"""iCalendar, as calendar programs import it (RFC 5545)."""
