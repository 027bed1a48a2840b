"""One revision a schema version; revision 0001 is version 1."""
