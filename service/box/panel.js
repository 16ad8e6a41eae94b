import { element } from "./element.js";
import { createFilters } from "./filters.js";
import { addressOf, choose, inputOf, textOf, valuesOf } from "./form.js";
import { createHits } from "./hits.js";
import { OPTION } from "./options.js";

/**
 * @typedef {import("./client.js").Answer} Answer
 * @typedef {ReturnType<typeof createPanel>} Panel
 *
 * @typedef {object} Actions what a reader can do in the panel
 * @property {() => void} changed search for what the form says now
 * @property {(text: string) => void} search for this instead
 * @property {() => void} retry
 * @property {() => void} forgetAll of the recent searches
 *
 * @typedef {object} View what the panel shows
 * @property {(Node | string)[]} [note]
 * @property {Node[]} [filters]
 * @property {Node[]} [options] perhaps in groups
 * @property {Node[]} [foot]
 */

const KEYS = [
  ["↑↓", "move"],
  ["↵", "go"],
  ["Esc", "leave"],
];

/**
 * What opens below the input. It shows one state at a time: idle, loading, results, none, error, offline.
 *
 * @param {string} id unique on the page
 * @param {HTMLFormElement} form
 * @param {import("./strings.js").Strings} strings
 * @param {import("./settings.js").Settings} settings
 * @param {(text: string) => void} announce
 * @param {Actions} actions
 */
export function createPanel(id, form, strings, settings, announce, actions) {
  const { say } = strings;
  const filters = createFilters(form, strings, actions.changed);
  const shownHits = createHits(strings, settings);
  const bar = element("div", { class: "bs-bar" });
  const note = element("p", { class: "bs-note" });
  const chips = element("div", { class: "bs-filters", role: "group" });
  const list = element("div", { class: "bs-list", role: "listbox", id: `${id}-list`, tabindex: -1 });
  const foot = element("div", { class: "bs-foot" });
  const panel = element("div", { class: "bs-panel" }, bar, note, chips, list, foot);

  /**
   * @param {string} name of its class
   * @param {string} text
   * @param {() => void} click
   */
  const button = (name, text, click) => element("button", { type: "button", class: name, click }, text);

  /**
   * A button among the words of a note.
   *
   * @param {string} text
   * @param {() => void} click
   */
  const action = (text, click) => [" ", button("bs-action", text, click)];

  /** @param {string} query */
  const meant = (query) => action(say("meant", { query }), () => actions.search(query));

  /**
   * @param {string} state
   * @param {string} announced
   * @param {View} view
   */
  function show(state, announced, view) {
    const focused = /** @type {HTMLElement | null} */ (panel.querySelector(":focus"));
    panel.dataset.state = state;
    chips.ariaLabel = say(state === "idle" ? "popular" : "filters");
    list.ariaLabel = say("results");
    /** @type {[HTMLElement, (Node | string)[] | undefined][]} */
    const parts = [
      [note, view.note],
      [chips, view.filters],
      [list, view.options],
      [foot, view.foot],
    ];
    for (const [part, nodes = []] of parts) {
      part.replaceChildren(...nodes);
      part.hidden = !nodes.length;
    }
    for (const [number, option] of list.querySelectorAll("a").entries()) option.id = `${id}-${number}`;
    list.scrollTop = 0;
    if (focused) refocus(focused.dataset.key);
    announce(announced);
  }

  /**
   * Give the focus back to what has taken the place of what had it, or else to the input.
   *
   * @param {string} [key]
   */
  function refocus(key) {
    /** @type {NodeListOf<HTMLElement>} */
    const keyed = panel.querySelectorAll("[data-key]");
    ([...keyed].find((one) => one.dataset.key === key) ?? inputOf(form)).focus();
  }

  /**
   * What the answer is an answer to, if not just to what was typed.
   *
   * @param {Answer} answer
   */
  function understood({ correctedQuery: corrected, matching, didYouMean }) {
    if (corrected) return [say("corrected", { query: textOf(form), corrected })];
    if (didYouMean) return meant(didYouMean);
    return matching === "any" ? [say("some")] : [];
  }

  /**
   * Ways on from where nothing was found.
   *
   * @param {string | null} didYouMean
   */
  function ways(didYouMean) {
    const narrowed = valuesOf(form, "tag").length + valuesOf(form, "year").length > 0;
    const drop = () => {
      choose(form, "tag");
      choose(form, "year");
      actions.changed();
    };
    const href = settings.report?.replace("{q}", encodeURIComponent(textOf(form)));
    return [
      ...(didYouMean ? meant(didYouMean) : []),
      ...(narrowed ? action(say("drop"), drop) : []),
      ...(href ? [" ", element("a", { class: "bs-action", href }, say("report"))] : []),
    ];
  }

  /** @param {number} count */
  function more(count) {
    const hints = KEYS.map(([key = "", text = ""]) => element("span", {}, element("kbd", {}, key), ` ${say(text)}`));
    return [
      element("a", { class: "bs-all", href: addressOf(form) }, say("all", { count })),
      element("span", { class: "bs-keys", "aria-hidden": "true" }, ...hints),
    ];
  }

  return {
    element: panel,
    list,

    /** Whether there is anything to see. */
    isFull: () => [note, chips, list].some((part) => !part.hidden && part.hasChildNodes()),

    /** @param {boolean} busy whether another answer is awaited */
    wait(busy) {
      panel.ariaBusy = String(busy);
      if (busy && !/results|none/.test(`${panel.dataset.state}`)) {
        show("loading", say("loading"), { note: [say("loading")] });
      }
    },

    /**
     * Nothing is searched for: what was lately, and which tags there are.
     *
     * @param {readonly string[]} recent
     * @param {readonly [string, number][]} popular
     */
    idle(recent, popular) {
      const options = recent.map((text) => {
        const href = addressOf(form, new URLSearchParams({ q: text }));
        return element(
          "a",
          { class: "bs-recent", href, ...OPTION, "data-text": text, title: say("forgetOne") },
          element("span", { class: "bs-title", dir: "auto" }, text),
        );
      });
      const group = { class: "bs-group", role: "group", "aria-label": say("recent") };
      show("idle", "", {
        filters: filters.tags(popular),
        options: options.length ? [element("div", group, ...options)] : [],
        foot: options.length ? [button("bs-forget", say("forget"), actions.forgetAll)] : [],
      });
    },

    /**
     * @param {Answer} answer
     * @param {readonly [string, number][]} popular tags, for where nothing is found
     */
    answer(answer, popular) {
      const { totalHits: count, facetDistribution, didYouMean, hits } = answer;
      const query = answer.correctedQuery ?? textOf(form);
      const found = count > 0;
      const summary = say(found ? (query ? "found" : "listed") : query ? "none" : "noneListed", { count, query });
      const { tags = {}, year = {} } = facetDistribution;
      show(found ? "results" : "none", summary, {
        note: found ? understood(answer) : [summary, ...ways(didYouMean)],
        filters: [
          ...(found || Object.keys(tags).length ? filters.tags(Object.entries(tags)) : filters.tags(popular, true)),
          ...filters.years(Object.keys(year)),
        ],
        options: shownHits(hits),
        foot: found ? more(count) : [],
      });
    },

    /** @param {boolean} offline whether it is the reader's connection */
    failure(offline) {
      const text = say(offline ? "offline" : "failed");
      show(offline ? "offline" : "error", text, { note: [text, ...action(say("retry"), actions.retry)] });
    },
  };
}
