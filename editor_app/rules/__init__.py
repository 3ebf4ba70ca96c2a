"""Content rules: the engine, its kinds and checks. The rules themselves are data in resources/rules. No Qt, no network."""
