import { element } from "./element.js";

/** @typedef {{text: string, found: boolean}} Piece */

/** @type {Record<string, string>} */
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Characters that the passage to scroll to may have around the words found. */
const AROUND = 30;

/**
 * The text that the service escaped, as it was.
 *
 * @param {string} html
 */
function unescaped(html) {
  return html.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal));
  });
}

/**
 * A title or snippet, cut where what was found begins and ends.
 *
 * @param {string} html escaped text with `<mark>` as the only markup
 * @returns {Piece[]}
 */
function pieces(html) {
  // Every other piece stood between <mark> and </mark>.
  return html.split(/<\/?mark>/).map((text, number) => ({ text: unescaped(text), found: number % 2 === 1 }));
}

/**
 * A title or snippet as nodes.
 *
 * @param {string} html
 * @returns {Node[]}
 */
export function marked(html) {
  return pieces(html).map(({ text, found }) => (found ? element("mark", {}, text) : document.createTextNode(text)));
}

/**
 * What, put behind an address, lets the browser scroll to the first words found and highlight them; "" if there are none.
 *
 * @see https://wicg.github.io/scroll-to-text-fragment/
 * @param {string} html
 */
export function textFragment(html) {
  const all = pieces(html);
  const first = all.findIndex((piece) => piece.found);
  if (first < 0) return "";
  const text = (/** @type {Piece[]} */ some) => some.map((piece) => piece.text).join("");
  // Whole words of the same line: the browser compares words, and a line's end may be a paragraph's.
  const before = text(all.slice(0, first))
    .slice(-AROUND)
    .match(/(?:[^\s…]+[ \u00a0]){0,2}[^\s…]*$/)?.[0];
  const after = text(all.slice(first + 1))
    .match(/^[^\s…]*(?:[ \u00a0][^\s…]+){0,2}/)?.[0]
    .slice(0, AROUND);
  const whole = `${before}${all[first]?.text}${after}`.trim();
  return `:~:text=${encodeURIComponent(whole).replaceAll("-", "%2D")}`;
}
