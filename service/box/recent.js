const MOST = 7;

/** What was searched for lately, kept in the reader's browser and nowhere else. */
export class Recent {
  #key;
  #on;
  /**
   * @param {string} service whose searches
   * @param {boolean} on whether any are kept
   */
  constructor(service, on) {
    this.#key = `blog-search ${service}`;
    this.#on = on;
  }

  /**
   * The newest first.
   *
   * @returns {string[]}
   */
  get all() {
    if (!this.#on) return [];
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
    } catch {
      return []; // A browser that keeps nothing has nothing to show, and somebody else's value is not ours to mend.
    }
  }

  /** @param {string} text */
  add(text) {
    if (text) this.#keep([text, ...this.all.filter((one) => one !== text)].slice(0, MOST));
  }

  /** @param {string} text */
  forget(text) {
    this.#keep(this.all.filter((one) => one !== text));
  }

  forgetAll() {
    this.#keep([]);
  }

  /** @param {string[]} texts */
  #keep(texts) {
    if (!this.#on) return;
    try {
      if (texts.length) localStorage.setItem(this.#key, JSON.stringify(texts));
      else localStorage.removeItem(this.#key);
    } catch {
      // The browser refuses to keep anything, which is its reader's right.
    }
  }
}
