"""Tests of roadmap-tracker."""
