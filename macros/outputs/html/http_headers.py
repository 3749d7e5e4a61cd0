"""The HTTP headers a server should send with the site, and what it should compress, in the format each kind of server reads.

Each page has its own content security policy, with the hashes of its scripts; see postprocess.py. This
module has what only a header can say, and how long a browser may cache a file.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from macros.settings import OFFLINE_WORKER

IN_HEADER_AND_PAGE = ("base-uri 'none'", "form-action 'self'")
"""The part of the policy that's the same for every page, in this header and in the page itself."""
ALL_FILES = {
    "Content-Security-Policy": "; ".join([*IN_HEADER_AND_PAGE, "frame-ancestors 'self'", "object-src 'none'"]),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
JOINED_SCRIPTS = "assets/joined/"
"""Where the joined scripts are on a site; see small_files.py."""
CACHED_FOLDERS = ("assets/javascripts/", "assets/stylesheets/", JOINED_SCRIPTS)
"""The names of their files contain a digest of the content, so a new version is a new file."""
CACHED = {"Cache-Control": "public, max-age=31536000, immutable"}
REVALIDATED = {"Cache-Control": "no-cache"}
"""A browser caches the rest too, but asks each time whether it has changed."""

COMPRESSED_TYPES = (
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/xml",
    "text/xml",
    "text/plain",
    "text/csv",
    "image/svg+xml",
)
"""What a server compresses besides HTML. Scripts and XML have two names each, and a server knows only one of them."""


def headers_file(path: str) -> str:
    """The file `_headers` that Netlify and Cloudflare Pages read.

    Args:
        path: Where the site is on its host, such as `/interviews/`.
    """
    # Both send the headers of every rule that matches, so a header may be in only one of the rules. What no rule caches is revalidated
    # each time. See https://docs.netlify.com/manage/routing/headers/ and https://developers.cloudflare.com/pages/configuration/headers/
    cached = {f"{path}{folder}*": CACHED for folder in CACHED_FOLDERS}
    rules = {f"{path}*": ALL_FILES, **cached, f"{path}{OFFLINE_WORKER}": REVALIDATED}
    return "".join(
        "\n".join([pattern, *(f"  {name}: {value}" for name, value in headers.items()), ""]) for pattern, headers in rules.items()
    )


def nginx(path: str) -> str:
    """The part of a server's configuration in nginx.

    See https://nginx.org/en/docs/http/ngx_http_headers_module.html and https://nginx.org/en/docs/http/ngx_http_gzip_module.html
    """
    everywhere = "".join(f'    add_header {name} "{value}" always;\n' for name, value in ALL_FILES.items())
    cached, revalidated = (f'    add_header {name} "{value}" always;\n' for name, value in [*CACHED.items(), *REVALIDATED.items()])
    folders = "|".join(folder.rstrip("/") for folder in CACHED_FOLDERS)
    # A location with its own add_header inherits none, so each location lists them all.
    return (
        "gzip on;\n"
        "gzip_vary on;\n"
        f"gzip_types {' '.join(COMPRESSED_TYPES)};\n"
        f"error_page 404 {path}404.html;\n"
        f"location {path} {{\n{everywhere}{revalidated}}}\n"
        f"location ~ ^{path}({folders})/ {{\n{everywhere}{cached}}}\n"
    )


def apache(path: str) -> str:
    """What Apache reads, in its configuration or in a file `.htaccess`.

    See https://httpd.apache.org/docs/2.4/mod/mod_headers.html and https://httpd.apache.org/docs/2.4/mod/mod_deflate.html
    """
    everywhere = "".join(f'Header always set {name} "{value}"\n' for name, value in ALL_FILES.items())
    cached, revalidated = (f'Header always set {name} "{value}"' for name, value in [*CACHED.items(), *REVALIDATED.items()])
    folders = "|".join(folder.rstrip("/") for folder in CACHED_FOLDERS)
    condition = f'<If "%{{REQUEST_URI}} =~ m#^{path}({folders})/#">'
    compressed = f"AddOutputFilterByType DEFLATE text/html {' '.join(COMPRESSED_TYPES)}\n"
    return f"{compressed}ErrorDocument 404 {path}404.html\n{everywhere}{revalidated}\n{condition}\n  {cached}\n</If>\n"


SERVERS: dict[str, Callable[[str], str]] = {"headers": headers_file, "nginx": nginx, "apache": apache}


def path_of(site_url: str) -> str:
    """Where a site is on its host, from `/` to `/`."""
    path = urlsplit(site_url).path or "/"
    return path if path.endswith("/") else f"{path}/"
