/** Milliseconds of quiet before something is said: a reader who types hears the last word of it only. */
const QUIET = 300;

/**
 * What tells people who do not see the screen what has come.
 *
 * @param {HTMLElement} region a live region
 */
export function createAnnouncer(region) {
  let timer = 0;
  return (/** @type {string} */ text) => {
    clearTimeout(timer);
    timer = setTimeout(() => region.replaceChildren(text), QUIET);
  };
}
