"""The files with the words that adverts are read by."""
