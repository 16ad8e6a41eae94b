import { element } from "./element.js";

/**
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./strings.js").Strings} Strings
 */

/** How many tags are offered besides those that are chosen. */
const TAGS = 8;

/** What narrows the posts: tags to switch on and off, and years from and to. */
export class Filters {
  #form;
  #strings;
  #changed;
  /**
   * @param {Form} form keeps what is chosen
   * @param {Strings} strings
   * @param {() => void} changed called when the reader has chosen something
   */
  constructor(form, strings, changed) {
    this.#form = form;
    this.#strings = strings;
    this.#changed = changed;
  }

  /**
   * A switch for each tag, the most used first.
   *
   * @param {Iterable<[string, number]>} counts
   * @returns {Node[]}
   */
  tags(counts) {
    const chosen = this.#form.values("tag");
    const counted = [...counts].slice(0, TAGS + chosen.length);
    const offered = counted.filter(([name], place) => place < TAGS || chosen.includes(name));
    const missing = chosen.filter((name) => !offered.some(([one]) => one === name));
    return [...missing.map((name) => /** @type {const} */ ([name, 0])), ...offered].map(([name, count]) =>
      element(
        "button",
        {
          type: "button",
          class: "bs-chip",
          "aria-pressed": chosen.includes(name),
          "data-key": `tag ${name}`,
          click: () => this.#choose(() => this.#form.toggle("tag", name)),
        },
        element("bdi", { class: "bs-name" }, name),
        " ",
        element("span", { class: "bs-count" }, this.#strings.number(count)),
      ),
    );
  }

  /**
   * From which year and to which; nothing if all posts are of one.
   *
   * @param {readonly string[]} counted
   * @returns {Node[]}
   */
  years(counted) {
    const chosen = this.#form.values("year").sort();
    const years = [...new Set([...counted, ...chosen])].sort();
    if (years.length < 2) return [];
    const choose = () => {
      const [from, to] = [since.value || "0", until.value || "9999"];
      const wanted = years.filter((year) => from <= year && year <= to);
      this.#choose(() => this.#form.choose("year", from > to || wanted.length === years.length ? [] : wanted));
    };
    const [first, last] = [chosen.at(0), chosen.at(-1)];
    const since = this.#year("from", years, first === years.at(0) ? "" : first, choose);
    const until = this.#year("to", years, last === years.at(-1) ? "" : last, choose);
    const labelled = (/** @type {string} */ key, /** @type {Node} */ select) =>
      element("label", { class: "bs-year" }, element("span", {}, this.#strings.say(key)), select);
    return [element("span", { class: "bs-years" }, labelled("from", since), labelled("to", until))];
  }

  /**
   * @param {"from" | "to"} name
   * @param {readonly string[]} years
   * @param {string | undefined} chosen
   * @param {() => void} choose
   */
  #year(name, years, chosen, choose) {
    const select = element(
      "select",
      { "data-key": name, change: choose },
      element("option", { value: "" }, this.#strings.say("any")),
      ...years.map((year) => element("option", {}, year)),
    );
    select.value = chosen ?? "";
    return select;
  }

  /** @param {() => void} change */
  #choose(change) {
    change();
    this.#changed();
  }
}
