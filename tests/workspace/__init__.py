"""Tests of the workspace: files, store and rules together."""
