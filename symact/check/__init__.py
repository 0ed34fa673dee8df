"""Claims found in documents, each with a verdict from the kernel."""
