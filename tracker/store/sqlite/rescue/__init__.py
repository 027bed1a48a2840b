"""What is done with a store that is damaged, lost, or lies where it cannot be used as usual."""
