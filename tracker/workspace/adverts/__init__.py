"""Job adverts: read, held against what the user can do, saved and compared."""
