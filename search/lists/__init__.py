"""What is found, as lists: read as the address asks, drawn, counted, and given as a file or a feed."""
