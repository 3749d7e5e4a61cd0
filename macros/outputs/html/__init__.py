"""Pages: macros, the calls to them in Markdown, rendering them, and the finished site."""
