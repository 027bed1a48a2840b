"""What stands in front of a screen: questions, lists to pick from, files to import and export."""
