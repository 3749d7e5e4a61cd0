"""The plugin for MkDocs and Zensical."""
