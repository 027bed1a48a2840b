"""How far you are from the job you want, and what to learn next."""

__version__ = "0.2.0"
