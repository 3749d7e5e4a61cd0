// Browsers refuse workers to pages opened from a folder. In the offline copy this stands in for
// them: the worker's script runs in a hidden frame of the same page instead of in a thread.
class FrameWorker extends EventTarget {
  constructor(address) {
    super();
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.title = "Search";
    document.body.append(frame);
    this.inside = frame.contentWindow;
    this.inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
    const script = this.inside.document.createElement("script");
    script.src = address;
    this.loaded = new Promise((resolve) => script.addEventListener("load", resolve));
    this.inside.document.body.append(script);
  }

  async postMessage(data) {
    await this.loaded;
    this.inside.dispatchEvent(new this.inside.MessageEvent("message", { data }));
  }
}

if (location.protocol === "file:") window.Worker = FrameWorker;
