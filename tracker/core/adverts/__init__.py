"""What a job advert asks, read by rules over a vocabulary: text and words in, a reading out."""
