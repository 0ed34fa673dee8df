"""Mathematics held as it was written: trees with spans, in which nothing is evaluated."""
