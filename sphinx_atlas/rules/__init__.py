"""What makes a record acceptable. Imports the catalogue, nothing else of ours."""
