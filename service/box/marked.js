import { element } from "./element.js";

/** @typedef {{text: string, found: boolean}} Piece */

/** What the service writes for characters that mean something in HTML. @type {Record<string, string>} */
const ESCAPED = { amp: "&", lt: "<", gt: ">", quot: '"', "#34": '"', "#39": "'", "#x27": "'" };

/** Characters that the passage to scroll to may have around the words found. */
const AROUND = 30;

/**
 * A title or snippet, cut where what was found begins and ends.
 *
 * @param {string} html escaped text with `<mark>` as the only markup
 * @returns {Piece[]}
 */
function pieces(html) {
  const unescaped = (/** @type {string} */ text) => text.replace(/&(#?\w+);/g, (all, name) => ESCAPED[name] ?? all);
  // Every other piece stood between <mark> and </mark>.
  return html.split(/<\/?mark>/).map((text, number) => ({ text: unescaped(text), found: number % 2 > 0 }));
}

/** @param {Piece[]} some */
const textOf = (some) => some.map(({ text }) => text).join("");

/**
 * A title or snippet as text.
 *
 * @param {string} html
 */
export const plain = (html) => textOf(pieces(html));

/**
 * A title or snippet as nodes.
 *
 * @param {string} html
 */
export const marked = (html) => pieces(html).map(({ text, found }) => (found ? element("mark", {}, text) : text));

/**
 * What, put behind an address, lets the browser scroll to the first words found and highlight them; "" if there are none.
 *
 * @see https://wicg.github.io/scroll-to-text-fragment/
 * @param {string} html
 */
export function textFragment(html) {
  const all = pieces(html);
  const first = all.findIndex(({ found }) => found);
  if (first < 0) return "";
  // Whole words of the same line and sentence: the browser compares words, and what ends there may be a paragraph.
  const before = textOf(all.slice(0, first))
    .slice(-AROUND)
    .match(/([^\s…]+(?<![.?!:])[ \u00a0]){0,2}[^\s…]*$/);
  const after = textOf(all.slice(first + 1)).match(/^[^\s…]*((?<![.?!:])[ \u00a0][^\s…]+){0,2}/);
  const passage = `${before?.[0]}${all[first]?.text}${after?.[0].slice(0, AROUND)}`.trim();
  return `:~:text=${encodeURIComponent(passage).replaceAll("-", "%2D")}`;
}
