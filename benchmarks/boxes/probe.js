/**
 * When a key went down, and when the hits of what was typed were painted.
 *
 * A box's watcher sets `hit`, `none` and `list` (selectors), and calls `asked` and `answered`.
 */
window.probe = {
  wanted: null,
  current: null,
  complete: false,
  times: {},
  changed: 0,
  /** When each hit was painted; not yet if null. @type {Map<Element, number | null>} */
  hits: new Map(),

  /** From now on, wait for the hits of *query*. */
  expect(query) {
    Object.assign(this, { wanted: query, current: null, complete: false, times: { watching: 0 }, hits: new Map() });
  },

  /** The box asks for the hits of *query*; whatever it shows next are those. */
  asked(query) {
    this.current = query;
    if (query === this.wanted) this.times.asked = performance.now();
  },

  /** The box has put the hits of the query that it asked for last into the page, or places for them. */
  answered() {
    if (this.complete || this.wanted === null || this.current !== this.wanted) return;
    this.complete = true;
    this.times.answered = performance.now();
    this.look();
  },

  /** Note new hits, and when they are painted. */
  look() {
    if (!this.complete) return;
    const started = performance.now();
    const fresh = [...document.querySelectorAll(this.hit)].filter((hit) => !this.hits.has(hit));
    const first = !this.hits.size && (fresh.length || document.querySelector(this.none));
    for (const hit of fresh) this.hits.set(hit, null);
    if (fresh.length || first) this.changed = started;
    this.times.watching += performance.now() - started;
    if (!fresh.length && (!first || this.times.first)) return;
    requestAnimationFrame(() => this.painted(fresh));
  },

  /** Once the frame under way is done, *fresh* hits are on the screen. */
  painted(fresh) {
    const frame = new MessageChannel();
    frame.port1.onmessage = () => {
      const now = performance.now();
      this.times.first ??= now;
      for (const hit of fresh) this.hits.set(hit, now);
      frame.port1.close();
    };
    frame.port2.postMessage(null);
  },

  /** Whether there are hits, and have been no more for *milliseconds*. */
  quiet(milliseconds) {
    const painted = this.times.first && ![...this.hits.values()].includes(null);
    return Boolean(painted) && performance.now() - this.changed > milliseconds;
  },

  /** Milliseconds from the last key; "whole" when all hits that can be seen without scrolling had been painted. */
  measured() {
    const { pressed, watching, ...times } = this.times;
    const seen = [...this.hits].filter(([hit]) => this.isSeen(hit)).map(([, time]) => time);
    const whole = Math.max(times.first, ...seen);
    const since = Object.entries({ ...times, whole }).map(([name, time]) => [name, time - pressed]);
    return { ...Object.fromEntries(since), watching, hits: seen.length };
  },

  isSeen(hit) {
    const view = document.querySelector(this.list).getBoundingClientRect();
    const { top, bottom } = hit.getBoundingClientRect();
    return bottom > Math.max(view.top, 0) && top < Math.min(view.bottom, innerHeight);
  },
};

addEventListener("keydown", (event) => Object.assign(probe.times, { pressed: event.timeStamp }), true);
// What is pasted comes without a key.
addEventListener("beforeinput", (event) => (probe.times.pressed ??= event.timeStamp), true);
new MutationObserver(() => probe.look()).observe(document, { subtree: true, childList: true, attributes: true });
