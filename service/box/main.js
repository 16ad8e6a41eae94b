import { createBox } from "./box.js";
import { element } from "./element.js";
import { settingsOf } from "./settings.js";

/** All boxes of the page; the first of them leads. @type {Set<BlogSearch>} */
const boxes = new Set();

let count = 0;

/**
 * `<blog-search>`: improves the search form in it, or makes one.
 */
class BlogSearch extends HTMLElement {
  /** @type {import("./box.js").Box | undefined} */
  #box;
  #life = new AbortController();

  connectedCallback() {
    // While the page is being read, what stands in the element may not be there yet.
    if (document.readyState !== "loading") this.#start();
    else document.addEventListener("DOMContentLoaded", () => this.isConnected && this.#start(), { once: true });
  }

  disconnectedCallback() {
    boxes.delete(this);
    this.#life.abort();
    this.#box?.undo();
    this.#box = undefined;
  }

  open() {
    return this.#box?.open();
  }

  close() {
    this.#box?.close();
  }

  /** @param {string} text */
  search(text) {
    return this.#box?.search(text);
  }

  #start() {
    if (this.#box) return;
    const settings = settingsOf(this);
    if (settings.styles) addStyles();
    boxes.add(this);
    this.#life = new AbortController();
    count += 1;
    this.#box = createBox(this, `bs-${count}`, settings, () => [...boxes][0] === this);
    this.#box.listen(this.#life.signal);
  }
}

/** Add the stylesheet that lies beside this script, unless the page has it. */
function addStyles() {
  if (document.querySelector('link[rel~="stylesheet"][href*="blog-search"]')) return;
  document.head.append(element("link", { rel: "stylesheet", href: new URL("blog-search.css", import.meta.url).href }));
}

// In a browser without these, those before the middle of 2024, the form stays as it is, which works, too.
const canImprove = "popover" in HTMLElement.prototype && CSS.supports("color", "light-dark(red, red)");
if (canImprove && !customElements.get("blog-search")) customElements.define("blog-search", BlogSearch);
