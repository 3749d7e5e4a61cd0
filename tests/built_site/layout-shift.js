/* Adds up how far things on a page move by themselves, as a browser measures it, and which they are. */
window.layoutShift = { sum: 0, sources: [] };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    window.layoutShift.sum += entry.value;
    window.layoutShift.sources.push(...entry.sources.map(({ node }) => `${node?.nodeName} ${node?.id || node?.className || node?.textContent.slice(0, 30)}`));
  }
}).observe({ type: "layout-shift", buffered: true });
