"""Roles of the user's own: needs over the skills that are here, kept in the journal."""
