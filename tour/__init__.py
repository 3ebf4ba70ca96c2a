"""The main job, driven through the real window with real key and mouse events against a real portal. Also a story test."""
