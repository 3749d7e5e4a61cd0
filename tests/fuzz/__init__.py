"""Random damage to everything the guide reads: its data and pages, and what readers bring. See `__main__.py`."""
