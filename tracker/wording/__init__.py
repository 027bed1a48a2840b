"""Sentences that both faces say."""
