// Browsers start no workers for a page that is opened from disk.  There, the search runs in a
// hidden frame, which to the page looks like a worker.
if (location.protocol === "file:") {
  const load = (inner, url) =>
    new Promise((done, failed) => {
      const script = inner.document.createElement("script");
      Object.assign(script, { src: url, onload: done, onerror: failed });
      inner.document.head.append(script);
    });

  window.IFrameWorker = class extends EventTarget {
    constructor(url) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inner = this.frame.contentWindow;
      inner.document.open();
      inner.document.write("<!doctype html><title></title>");
      inner.document.close();
      inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inner.importScripts = async (...urls) => {
        for (const each of urls) await load(inner, each);
      };
      this.started = load(inner, url);
    }

    postMessage(data) {
      const told = () => new MessageEvent("message", { data });
      this.started.then(() => this.frame.contentWindow.dispatchEvent(told()));
    }

    terminate() {
      this.frame.remove();
    }
  };
  window.Worker = window.IFrameWorker;
}
