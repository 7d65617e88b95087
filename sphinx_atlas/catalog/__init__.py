"""What the records say: reading, the record's model, its evidence and the vocabulary. Imports nothing else of ours."""
