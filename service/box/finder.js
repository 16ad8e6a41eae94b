import { Failure } from "./client.js";

/**
 * @typedef {import("./address.js").Address} Address
 * @typedef {import("./client.js").Client} Client
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./panel.js").Panel} Panel
 * @typedef {import("./recent.js").Recent} Recent
 */

/** Milliseconds after which a reader is told that the search goes on; sooner it would only flicker. */
const SLOW = 200;

/** How many tags are offered before anything is typed. */
const POPULAR = 8;

/** Keeps the panel in step with the form. */
export class Finder {
  #form;
  #client;
  #panel;
  #recent;
  #address;
  #settings;
  #listener;
  #timer = 0;
  #slow = 0;
  #failed = false;
  /** @type {[string, number][] | null} */
  #popular = null;

  /**
   * @param {Form} form
   * @param {Client} client
   * @param {Panel} panel
   * @param {Recent} recent
   * @param {Address} address
   * @param {{hits: number, debounce: number | null}} settings
   * @param {{changed: () => void, tell: (name: string, detail: object) => void}} listener hears when the panel shows
   *   something else, and of events
   */
  constructor(form, client, panel, recent, address, settings, listener) {
    this.#form = form;
    this.#client = client;
    this.#panel = panel;
    this.#recent = recent;
    this.#address = address;
    this.#settings = settings;
    this.#listener = listener;
  }

  /** Another letter was typed. */
  typed() {
    this.#address.follow(this.#form.chosen);
    this.#plan(this.#settings.debounce ?? this.#client.pause);
  }

  /** Something was chosen, to which the back button may return. */
  chose() {
    this.#address.write(this.#form.chosen, true);
    this.#plan(0);
  }

  /** Show what the form says now, without a step for the back button. */
  show() {
    this.#plan(0);
  }

  /** Ask again if the last time there was no answer. */
  retry() {
    if (this.#failed) this.#ask();
  }

  /** @param {number} pause in milliseconds */
  #plan(pause) {
    clearTimeout(this.#timer);
    if (this.#form.chosen.size) this.#timer = setTimeout(() => this.#ask(), pause);
    else this.#idle();
  }

  async #ask() {
    const panel = this.#panel;
    clearTimeout(this.#slow);
    this.#slow = setTimeout(() => this.#wait(), SLOW);
    try {
      const answer = await this.#client.search(this.#form.parameters, this.#settings.hits);
      if (!answer) return; // Something else is being asked for, and will be shown.
      this.#shown(false);
      panel.answer(answer);
      this.#listener.changed();
      const { totalHits: total, milliseconds } = answer;
      this.#listener.tell("search:query", { ...this.#detail, total, milliseconds });
      if (!total) this.#listener.tell("search:zero", this.#detail);
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      this.#shown(true);
      panel.failure(failure);
      this.#listener.changed();
      this.#listener.tell("search:error", { ...this.#detail, reason: failure.reason, status: failure.status });
    }
  }

  /** What was lately searched for and which tags there are, as nothing is asked for. */
  async #idle() {
    this.#client.cancel();
    this.#shown(false);
    this.#panel.idle(this.#recent.all, this.#popular ?? []);
    this.#listener.changed();
    if (this.#popular) return;
    this.#popular = [];
    // Whether the service answers is said when something is asked of it.
    this.#popular = await this.#client.tags(POPULAR).catch(() => null);
    if (this.#popular && !this.#form.chosen.size) this.#idle();
  }

  #wait() {
    this.#panel.busy = true;
    if (this.#panel.state === "results" || this.#panel.state === "none") return;
    this.#panel.loading();
    this.#listener.changed();
  }

  /** @param {boolean} failed */
  #shown(failed) {
    clearTimeout(this.#slow);
    this.#failed = failed;
    this.#panel.busy = false;
  }

  get #detail() {
    const form = this.#form;
    return { query: form.text, tags: form.values("tag"), years: form.values("year") };
  }
}
