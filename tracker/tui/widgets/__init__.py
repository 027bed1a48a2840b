"""What stands on a screen. Widgets show values and post messages; they decide nothing."""
