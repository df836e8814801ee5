"""Generated entries and documents, to measure search with many: texts that behave as Dutch ones, and say nothing."""
