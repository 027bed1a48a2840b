"""The text of an advert, out of the kinds of file that adverts come in."""
