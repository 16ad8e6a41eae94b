/** How many searches are kept. */
const MOST = 7;

/** @typedef {ReturnType<typeof createRecent>} Recent */

/**
 * What was searched for lately, kept in the reader's browser and nowhere else.
 *
 * @param {string} service whose searches
 * @param {boolean} on whether any are kept
 */
export function createRecent(service, on) {
  const key = `blog-search ${service}`;

  /**
   * The newest first.
   *
   * @returns {string[]}
   */
  function all() {
    try {
      const kept = on && JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(kept) ? kept.map(String) : [];
    } catch {
      return []; // A browser that keeps nothing has nothing to show, and somebody else's value is not ours to mend.
    }
  }

  /** @param {string[]} texts */
  function keep(texts) {
    try {
      if (on) localStorage.setItem(key, JSON.stringify(texts.slice(0, MOST)));
    } catch {
      // The browser refuses to keep anything, which is its reader's right.
    }
  }

  /** @param {string} text */
  const others = (text) => all().filter((one) => one !== text);

  return {
    all,

    /** @param {string} text */
    add: (text) => text && keep([text, ...others(text)]),

    /** @param {string} text */
    forget: (text) => keep(others(text)),

    forgetAll: () => keep([]),
  };
}
