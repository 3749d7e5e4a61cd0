/* Writes what a page's policy refuses to the console, which tests watch: added before the page's own scripts. */
addEventListener("securitypolicyviolation", ({ blockedURI, violatedDirective }) => {
  console.error(`policy: ${blockedURI} ${violatedDirective}`);
});
