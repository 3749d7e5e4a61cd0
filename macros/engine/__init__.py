"""The one place that knows about MkDocs and Zensical."""
