/* Text in the forms that a reader takes along: files, Markdown, CSV. */
var Guide = Guide || {};
Guide.textFormat = (() => {
  "use strict";

  const { make } = Guide.dom;

  /* Hand the reader a file. */
  function download(name, type, text) {
    const file = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    make("a", { href: file, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(file), 1000);
  }

  return { download };
})();
