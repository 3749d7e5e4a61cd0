"""The one place that knows MkDocs and Zensical."""
