/* Browsers don't allow workers on pages opened from a folder. In the offline copy this stands in for
 * them: the worker's script runs in a hidden frame on the same page instead of in a thread.
 */
(() => {
  "use strict";

  /* As much of a worker as Material's search needs. */
  class FrameWorker extends EventTarget {
    /** @param {string | URL} address of the worker's script */
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "Search";
      document.body.append(frame);
      const inside = /** @type {Window & typeof globalThis} */ (frame.contentWindow);
      this.inside = inside;
      inside.postMessage = (/** @type {unknown} */ data) => this.dispatchEvent(new MessageEvent("message", { data }));
      const script = inside.document.createElement("script");
      script.src = String(address);
      this.loaded = new Promise((resolve) => script.addEventListener("load", resolve));
      inside.document.body.append(script);
    }

    /** @param {unknown} data */
    async postMessage(data) {
      await this.loaded;
      this.inside.dispatchEvent(new this.inside.MessageEvent("message", { data }));
    }
  }

  if (location.protocol === "file:") Object.assign(window, { Worker: FrameWorker });
})();
