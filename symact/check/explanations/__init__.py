"""The explanations of the permanent codes, a table for each range."""
