"""Documents as sequences of blocks: prose and formulas, with the place of each in the file."""
