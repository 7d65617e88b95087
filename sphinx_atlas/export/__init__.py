"""The catalogue as files for programs: what is exported, how two exports differ, and what is reported of that."""
