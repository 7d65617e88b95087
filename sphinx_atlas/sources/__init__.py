"""The web that a catalogue stands on: its pages, and what they hold."""
