/* Makes a page find that its browser blocks storage: added before the page's own scripts. */
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, {
    get() {
      throw new DOMException("blocked", "SecurityError");
    },
  });
}
