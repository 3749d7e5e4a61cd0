/* Writes down what a page must not do: added before the page's own scripts. The window's name is the only place that stays when the reader
   goes on to another page, and that none of the guide's tools uses. */
(() => {
  const note = (text) => {
    window.name += `${location.pathname}: ${text}\n`;
  };
  /* What is still being loaded when the reader goes on is given up by the browser, which is no fault. */
  let isLeaving = false;
  addEventListener("beforeunload", () => { isLeaving = true; });
  addEventListener("error", ({ message, target }) => {
    if (message) note(message);
    else if (!isLeaving) note(`not loaded: ${target.src || target.href}`);
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => note(`not caught: ${reason}`));
  addEventListener("securitypolicyviolation", ({ blockedURI, violatedDirective }) => note(`policy: ${blockedURI} ${violatedDirective}`));
  const output = window.console;
  for (const level of ["error", "warn"]) {
    const write = output[level];
    output[level] = (...words) => {
      note(words.join(" "));
      write(...words);
    };
  }
  const isElsewhere = ({ name }) => /^\w+:\/\//.test(name) && !name.startsWith(location.protocol === "file:" ? "file:" : location.origin);
  new PerformanceObserver((list) => {
    for (const one of list.getEntries().filter(isElsewhere)) note(`another host: ${one.name}`);
  }).observe({ type: "resource", buffered: true });
})();
