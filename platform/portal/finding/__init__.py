"""What can be filtered, sorted and listed: definitions here, read by search (README.md)."""
