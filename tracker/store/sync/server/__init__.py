"""PostgreSQL as the target: one database for many people, each with rows of their own."""
