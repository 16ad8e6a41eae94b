import { element } from "./element.js";
import { marked, textFragment } from "./marked.js";

/**
 * @typedef {import("./client.js").Hit} Hit
 * @typedef {import("./client.js").Section} Section
 * @typedef {import("./strings.js").Strings} Strings
 */

/** How many headings of a post are shown. */
const SECTIONS = 3;

/** How many tags of a post are shown. */
const TAGS = 3;

/** Makes hits ready to be shown. */
export class Hits {
  #strings;
  #pattern;
  #highlight;
  #prefix;
  /**
   * @param {Strings} strings
   * @param {string} prefix what the ids of options begin with
   * @param {string | null} pattern of addresses, with {id} in it; null to take those that the service names
   * @param {boolean} highlight whether links lead to the passage
   */
  constructor(strings, prefix, pattern, highlight) {
    this.#strings = strings;
    this.#prefix = prefix;
    this.#pattern = pattern;
    this.#highlight = highlight;
  }

  /**
   * Each of *hits* as a group: the post and the headings in it to jump to.
   *
   * @param {readonly Hit[]} hits
   */
  shown(hits) {
    return hits.map((hit, number) => {
      const sections = hit._sections.slice(0, SECTIONS);
      const options = [this.#hit(hit, number), ...sections.map((one, index) => this.#section(hit, one, number, index))];
      return element("div", { class: "bs-group", role: "group", "aria-label": text(hit._formatted.title) }, ...options);
    });
  }

  /**
   * @param {Hit} hit
   * @param {number} number
   */
  #hit(hit, number) {
    const { title, snippet } = hit._formatted;
    return this.#option(
      { class: "bs-hit", id: `${this.#prefix}-${number}`, href: this.#address(hit, hit.url, snippet) },
      [hit, number],
      passage("bs-title", hit, title),
      snippet ? passage("bs-snippet", hit, snippet) : null,
      this.#about(hit),
    );
  }

  /**
   * @param {Hit} hit
   * @param {Section} section
   * @param {number} number
   * @param {number} index
   */
  #section(hit, section, number, index) {
    return this.#option(
      {
        class: "bs-section",
        id: `${this.#prefix}-${number}-${index}`,
        href: this.#address(hit, section.url, section.snippet),
      },
      [hit, number],
      passage("bs-heading", hit, escaped(section.heading)),
      section.snippet ? passage("bs-snippet", hit, section.snippet) : null,
    );
  }

  /**
   * @param {Record<string, string>} attributes
   * @param {[Hit, number]} of
   * @param {...(Node | null)} children
   */
  #option(attributes, [hit, number], ...children) {
    const more = {
      role: "option",
      tabindex: -1,
      "aria-selected": false,
      "data-id": hit.id,
      "data-position": number + 1,
    };
    return element("a", { ...attributes, ...more }, ...children);
  }

  /** @param {Hit} hit */
  #about(hit) {
    if (!hit.date && !hit.tags.length) return null;
    return element(
      "span",
      { class: "bs-about" },
      hit.date && element("time", { datetime: hit.date.slice(0, 10) }, this.#strings.day(hit.date)),
      ...hit.tags.slice(0, TAGS).map((tag) => element("bdi", { class: "bs-tag" }, tag)),
    );
  }

  /**
   * Where a hit leads; "#" where a post's header names what is no page, such as `javascript:`.
   *
   * @param {Hit} hit
   * @param {string} url
   * @param {string} snippet
   */
  #address(hit, url, snippet) {
    const anchor = url.includes("#") ? url.slice(url.indexOf("#")) : "";
    const wanted = this.#pattern ? this.#pattern.replace("{id}", encodeURIComponent(hit.id)) + anchor : url;
    const address = URL.canParse(wanted, document.baseURI) ? new URL(wanted, document.baseURI) : null;
    if (!address || !/^https?:$/.test(address.protocol)) return "#";
    const passage = this.#highlight ? textFragment(snippet) : "";
    return address.href + (passage && !anchor ? "#" : "") + passage;
  }
}

/**
 * A text of a post; its direction and language are its own.
 *
 * @param {string} name
 * @param {Hit} hit
 * @param {string} html
 */
function passage(name, hit, html) {
  return element("span", { class: name, dir: "auto", lang: hit.lang }, ...marked(html));
}

/** @param {string} html */
function text(html) {
  return marked(html)
    .map((node) => node.textContent)
    .join("");
}

/** @param {string} plain */
function escaped(plain) {
  return plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
