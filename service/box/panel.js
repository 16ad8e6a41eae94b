import { element } from "./element.js";
import { Filters } from "./filters.js";
import { Hits } from "./hits.js";

/**
 * @typedef {import("./announcer.js").Announcer} Announcer
 * @typedef {import("./client.js").Answer} Answer
 * @typedef {import("./client.js").Failure} Failure
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./strings.js").Strings} Strings
 *
 * @typedef {object} Actions what a reader can do in the panel
 * @property {() => void} changed something else is searched for
 * @property {(text: string) => void} write search for this instead
 * @property {() => void} retry
 * @property {() => void} forget all recent searches
 *
 * @typedef {object} View what the panel shows
 * @property {string} state
 * @property {(Node | string)[]} [note]
 * @property {Node[]} [filters]
 * @property {Node[]} [groups] of options
 * @property {Node[]} [foot]
 * @property {string} [announced]
 */

/** What opens below the input. It shows one state at a time: idle, loading, results, none, error, offline. */
export class Panel {
  #form;
  #strings;
  #report;
  #announcer;
  #actions;
  #filters;
  #hits;
  #note;
  #chips;
  #foot;
  #prefix;
  /**
   * @param {string} id
   * @param {Form} form
   * @param {Strings} strings
   * @param {Settings} settings
   * @param {Announcer} announcer
   * @param {Actions} actions
   */
  constructor(id, form, strings, settings, announcer, actions) {
    this.#form = form;
    this.#strings = strings;
    this.#report = settings.report;
    this.#announcer = announcer;
    this.#actions = actions;
    this.#filters = new Filters(form, strings, actions.changed);
    this.#prefix = `${id}-option`;
    this.#hits = new Hits(strings, this.#prefix, settings.link, settings.highlight);
    this.#note = element("p", { class: "bs-note" });
    this.#chips = element("div", { class: "bs-filters", role: "group" });
    this.list = element("div", { class: "bs-list", role: "listbox", id: `${id}-list` });
    this.#foot = element("div", { class: "bs-foot" });
    const bar = element("div", { class: "bs-bar" });
    this.element = element("div", { class: "bs-panel" }, bar, this.#note, this.#chips, this.list, this.#foot);
  }

  get state() {
    return this.element.dataset.state;
  }

  /** Whether there is nothing to see. */
  get isEmpty() {
    return [this.#note, this.#chips, this.list].every((part) => !part.hasChildNodes());
  }

  /**
   * Nothing is searched for: what was lately, and which tags there are.
   *
   * @param {readonly string[]} recent
   * @param {readonly [string, number][]} popular
   */
  idle(recent, popular) {
    const options = recent.map((text, number) =>
      element(
        "a",
        {
          class: "bs-recent",
          role: "option",
          id: `${this.#prefix}-${number}`,
          tabindex: -1,
          "aria-selected": false,
          href: this.#address(text),
          "data-text": text,
        },
        element("span", { class: "bs-title", dir: "auto" }, text),
      ),
    );
    const forget = { type: "button", class: "bs-forget", click: this.#actions.forget };
    this.#show({
      state: "idle",
      filters: this.#filters.tags(popular),
      groups: options.length
        ? [element("div", { class: "bs-group", role: "group", "aria-label": this.say("recent") }, ...options)]
        : [],
      foot: options.length ? [element("button", forget, this.say("forget"))] : [],
    });
  }

  /** The first answer takes its time. */
  loading() {
    this.#show({ state: "loading", note: [this.say("loading")], announced: this.say("loading") });
  }

  /** @param {boolean} busy whether another answer is awaited */
  set busy(busy) {
    this.element.setAttribute("aria-busy", String(busy));
  }

  /** @param {Answer} answer */
  answer(answer) {
    const filters = this.#filters;
    const { tags = {}, year = {} } = answer.facetDistribution;
    const found = answer.totalHits > 0;
    const note = found ? this.#understood(answer) : this.#nothing(answer);
    this.#show({
      state: found ? "results" : "none",
      note,
      filters: [...filters.tags(Object.entries(tags)), ...filters.years(Object.keys(year))],
      groups: this.#hits.shown(answer.hits),
      foot: found ? this.#ways(answer) : [],
      announced: found ? this.#count(answer) : this.#none(),
    });
  }

  /** @param {Failure} failure */
  failure(failure) {
    const offline = failure.reason === "offline";
    const text = this.say(offline ? "offline" : "failed");
    this.#show({
      state: offline ? "offline" : "error",
      note: [text, " ", this.#button("retry", this.#actions.retry)],
      announced: text,
    });
  }

  /**
   * What the answer is an answer to, if not just to what was typed.
   *
   * @param {Answer} answer
   */
  #understood({ correctedQuery: corrected, matching, didYouMean }) {
    if (corrected) return [this.say("corrected", { query: this.#form.text, corrected })];
    if (didYouMean) return [this.#meant(didYouMean)];
    return matching === "any" ? [this.say("some")] : [];
  }

  /**
   * Ways on from where nothing was found.
   *
   * @param {Answer} answer
   */
  #nothing({ didYouMean }) {
    const [form, report] = [this.#form, this.#report];
    const narrowed = form.values("tag").length + form.values("year").length > 0;
    const drop = () => {
      form.choose("tag", []);
      form.choose("year", []);
      this.#actions.changed();
    };
    const address = report?.replace("{q}", encodeURIComponent(form.text));
    return [
      this.#none(),
      ...(didYouMean ? [" ", this.#meant(didYouMean)] : []),
      ...(narrowed ? [" ", this.#button("drop", drop)] : []),
      ...(address ? [" ", element("a", { class: "bs-action", href: address }, this.say("report"))] : []),
    ];
  }

  /** @param {Answer} answer */
  #count({ totalHits: count, correctedQuery }) {
    const query = correctedQuery ?? this.#form.text;
    return this.say(query ? "found" : "listed", { count, query });
  }

  #none() {
    return this.say(this.#form.text ? "none" : "noneListed", { query: this.#form.text });
  }

  /** @param {string} query */
  #meant(query) {
    return this.#button("meant", () => this.#actions.write(query), { query });
  }

  /** @param {Answer} answer */
  #ways({ totalHits: count }) {
    const keys = [
      ["↑↓", "move"],
      ["↵", "go"],
      ["Esc", "leave"],
    ].map(([key = "", text = ""]) => element("span", {}, element("kbd", {}, key), ` ${this.say(text)}`));
    return [
      element("a", { class: "bs-all", href: this.#form.address }, this.say("all", { count })),
      element("span", { class: "bs-keys", "aria-hidden": true }, ...keys),
    ];
  }

  /**
   * @param {string} key of its text
   * @param {() => void} click
   * @param {Record<string, string>} [values]
   */
  #button(key, click, values) {
    return element("button", { type: "button", class: "bs-action", click }, this.say(key, values));
  }

  /** @param {string} text */
  #address(text) {
    const address = new URL(this.#form.element.action);
    address.searchParams.set("q", text);
    return address.href;
  }

  /** @type {Strings["say"]} */
  say = (key, values) => this.#strings.say(key, values);

  /** @param {View} view */
  #show({ state, note = [], filters = [], groups = [], foot = [], announced = "" }) {
    const focused = this.#focused;
    this.element.dataset.state = state;
    this.#note.replaceChildren(...note);
    this.#chips.replaceChildren(...filters);
    this.#chips.setAttribute("aria-label", this.say(state === "idle" ? "popular" : "filters"));
    this.list.replaceChildren(...groups);
    this.list.setAttribute("aria-label", this.say("results"));
    this.#foot.replaceChildren(...foot);
    for (const part of [this.#note, this.#chips, this.list, this.#foot]) part.hidden = !part.hasChildNodes();
    this.list.scrollTop = 0;
    if (focused) this.#focus(focused.dataset.key);
    this.#announcer.say(announced);
  }

  /** @returns {HTMLElement | undefined} */
  get #focused() {
    const { activeElement } = document;
    return activeElement instanceof HTMLElement && this.element.contains(activeElement) ? activeElement : undefined;
  }

  /**
   * Give the focus back to what has taken the place of what had it, or else to the input.
   *
   * @param {string | undefined} key
   */
  #focus(key) {
    /** @type {NodeListOf<HTMLElement>} */
    const keyed = this.element.querySelectorAll("[data-key]");
    ([...keyed].find((one) => one.dataset.key === key) ?? this.#form.input).focus();
  }
}
