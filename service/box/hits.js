import { element } from "./element.js";
import { marked, plain, textFragment } from "./marked.js";
import { OPTION } from "./options.js";

/**
 * @typedef {import("./client.js").Hit} Hit
 * @typedef {import("./client.js").Section} Section
 */

/** How many headings of a post are shown. */
const SECTIONS = 3;

/** How many tags of a post are shown. */
const TAGS = 3;

/**
 * What makes hits ready to be shown: each as a group of options, the post and the headings in it to jump to.
 *
 * @param {import("./strings.js").Strings} strings
 * @param {{link: string | null, highlight: boolean}} settings
 */
export function createHits(strings, { link, highlight }) {
  /**
   * @param {Hit} hit
   * @param {number} number
   * @param {string} name
   * @param {{url: string, snippet: string}} place
   * @param {...(Node | null)} children
   */
  function option(hit, number, name, { url, snippet }, ...children) {
    const [page, anchor = ""] = url.split("#");
    const href = link ? link.replace("{id}", encodeURIComponent(hit.id)) : page;
    const ids = { "data-id": hit.id, "data-position": number + 1 };
    const made = element("a", { class: name, href, ...ids, ...OPTION }, ...children);
    made.hash = anchor + (highlight ? textFragment(snippet) : "");
    // A post's header may name what is no page, such as `javascript:`.
    if (!/^https?:$/.test(made.protocol)) made.href = "#";
    return made;
  }

  /** @param {Hit} hit */
  function about({ date, tags }) {
    const time = date && element("time", { datetime: date.slice(0, 10) }, strings.day(date));
    const names = tags.slice(0, TAGS).map((tag) => element("bdi", { class: "bs-tag" }, tag));
    return time || tags.length ? element("span", { class: "bs-about" }, time, ...names) : null;
  }

  return (/** @type {readonly Hit[]} */ hits) =>
    hits.map((hit, number) => {
      /**
       * A text of the post; its direction and language are its own.
       *
       * @param {string} name
       * @param {string} text
       * @param {(Node | string)[]} [nodes] that say it
       */
      const passage = (name, text, nodes = marked(text)) =>
        text ? element("span", { class: name, dir: "auto", lang: hit.lang }, ...nodes) : null;
      const { title, snippet } = hit._formatted;
      const texts = [passage("bs-title", title), passage("bs-snippet", snippet), about(hit)];
      const options = [option(hit, number, "bs-hit", { url: hit.url, snippet }, ...texts)];
      for (const section of hit._sections.slice(0, SECTIONS)) {
        const { heading } = section;
        const parts = [passage("bs-heading", heading, [heading]), passage("bs-snippet", section.snippet)];
        options.push(option(hit, number, "bs-section", section, ...parts));
      }
      return element("div", { class: "bs-group", role: "group", "aria-label": plain(title) }, ...options);
    });
}
