"""Verdicts on the arithmetic, the shapes and the gradients of vectors and matrices."""
