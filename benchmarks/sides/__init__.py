"""The same questions about thirty activations, to symact and to computer algebra systems."""
