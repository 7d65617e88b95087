"""What a reader is shown, as plain data. Imports the catalogue, nothing else of ours."""
