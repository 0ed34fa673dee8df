"""Reports of checks in the formats that people and programs read."""
