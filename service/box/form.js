import { element } from "./element.js";

/** What the search route knows; other fields of a form are the site's own. */
const KNOWN = ["q", "tag", "category", "author", "lang", "year", "series", "from", "to", "sort"];

/** What a reader can change in the box. */
export const CHOSEN = ["q", "tag", "year"];

/**
 * A form for a site that brings none; its words are still to be said.
 *
 * @param {string} service
 */
export function makeForm(service) {
  return element(
    "form",
    { action: `${service}/search` },
    element("input", { type: "search", name: "q" }),
    " ",
    element("button"),
  );
}

/**
 * The site's form, improved. It is the one place that says what is searched for: what it would send is what is asked.
 */
export class Form {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    const input = form.querySelector("input[name=q]");
    if (!(input instanceof HTMLInputElement)) throw new Error('The form in <blog-search> needs an <input name="q">.');
    this.element = form;
    this.input = input;
  }

  get text() {
    return this.input.value.trim();
  }

  /**
   * The chosen values of a filter.
   *
   * @param {string} name
   */
  values(name) {
    return this.#fields(name).map((field) => field.value);
  }

  /**
   * Choose *values* of the filter *name*, and no others.
   *
   * @param {string} name
   * @param {readonly string[]} values
   */
  choose(name, values) {
    for (const field of this.#fields(name)) field.remove();
    this.element.append(...values.map((value) => element("input", { type: "hidden", name, value })));
  }

  /** Take *values* away if they are chosen, add them if not.
   *
   * @param {string} name
   * @param {string} value
   */
  toggle(name, value) {
    const chosen = this.values(name);
    this.choose(name, chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  }

  /**
   * Name what has no name.
   *
   * @param {import("./strings.js").Strings} strings
   */
  speak(strings) {
    const { element, input } = this;
    const button = element.querySelector("button");
    if (!input.labels?.length && !input.ariaLabel) input.ariaLabel = input.placeholder = strings.say("label");
    if (button && !button.textContent.trim() && !button.ariaLabel) button.textContent = strings.say("open");
  }

  /** What the form asks the search route. */
  get parameters() {
    const parameters = new URLSearchParams();
    for (const [name, value] of new FormData(this.element)) {
      if (KNOWN.includes(name) && typeof value === "string" && value.trim()) parameters.append(name, value.trim());
    }
    return parameters;
  }

  /** What of this the reader wrote or chose. */
  get chosen() {
    return new URLSearchParams([...this.parameters].filter(([name]) => CHOSEN.includes(name)));
  }

  /**
   * Write and choose what *parameters* say.
   *
   * @param {URLSearchParams} parameters
   */
  restore(parameters) {
    this.input.value = parameters.get("q") ?? "";
    for (const name of CHOSEN.slice(1)) this.choose(name, parameters.getAll(name));
  }

  /** The address of the page that shows all that is found. */
  get address() {
    const address = new URL(this.element.action);
    address.search = String(this.parameters);
    return address.href;
  }

  /** @param {string} name */
  #fields(name) {
    return [...this.element.querySelectorAll("input")].filter(
      (input) => input.type === "hidden" && input.name === name,
    );
  }
}
