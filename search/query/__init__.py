"""What a question means, decided once for every engine."""
