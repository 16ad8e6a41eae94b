/** Milliseconds of quiet before something is said: a reader who types hears the last word of it only. */
const QUIET = 300;

/** Tells people who do not see the screen what has come. */
export class Announcer {
  #region;
  #timer = 0;

  /** @param {HTMLElement} region a live region */
  constructor(region) {
    this.#region = region;
  }

  /** @param {string} text */
  say(text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#region.textContent = text;
    }, QUIET);
  }
}
