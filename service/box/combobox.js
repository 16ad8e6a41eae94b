import { set } from "./element.js";

/**
 * @typedef {object} Moves what a reader's keys do; true if it did something and the browser need not
 * @property {(steps: number) => boolean} move
 * @property {(event: KeyboardEvent) => boolean} follow the active option
 * @property {() => boolean} forget the active recent search
 * @property {() => boolean} leave
 */

/** @type {Record<string, (moves: Moves, event: KeyboardEvent) => boolean>} */
const KEYS = {
  ArrowDown: ({ move }) => move(1),
  ArrowUp: ({ move }) => move(-1),
  Enter: ({ follow }, event) => follow(event),
  Delete: ({ forget }) => forget(),
  Escape: ({ leave }) => leave(),
};

/**
 * Make the site's *input* a combobox, whose options are in *list*.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 */
export function makeCombobox(input, list) {
  input.classList.add("bs-input");
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
  set(input, { autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search" });
}

/**
 * Do what a key says.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} input
 * @param {Moves} moves
 */
export function obey(event, input, moves) {
  // Keys that an input method makes use of; 229 is what Safari says where others say isComposing.
  if (event.isComposing || event.keyCode === 229) return;
  const isOurs = event.target === input || event.key === "Escape";
  if (isOurs && KEYS[event.key]?.(moves, event)) event.preventDefault();
}
