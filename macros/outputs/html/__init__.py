"""Pages: macros, the calls of them in Markdown, their rendering, and the finished site."""
