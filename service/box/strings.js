import english from "./strings/en.json" with { type: "json" };

/** @typedef {Record<string, string | Record<string, string>>} Texts */

const LANGUAGES = ["ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "zh"];

/** Milliseconds after which English has to do. */
const PATIENCE = 2000;

/**
 * The language of *element*, or of the page, or of the browser, as two letters.
 *
 * @param {Element} element
 */
export function languageOf(element) {
  const said = element.closest("[lang]")?.getAttribute("lang") || navigator.language;
  return said.toLowerCase().split("-")[0] || "en";
}

/** What the box says, in one language. */
export class Strings {
  /** @type {Texts} */
  #texts = english;
  #language = "en";

  /**
   * Learn *language* from the service, and the site's *own* texts if it has some.
   *
   * Who cannot be asked is passed over: English says it too, and that the service is away is said when it is searched.
   *
   * @param {string} language
   * @param {string} service
   * @param {string | null} own an address
   */
  async learn(language, service, own) {
    const known = LANGUAGES.includes(language);
    if (known || language === "en") this.#language = language;
    const addresses = [known && `${service}/blog-search/${language}.json`, own];
    const learnt = addresses.map((address) => (address ? texts(address) : {}));
    this.#texts = Object.assign({}, english, ...(await Promise.all(learnt)));
  }

  /**
   * The text called *key*, with *values* in their places.
   *
   * @param {string} key
   * @param {Record<string, string | number>} [values] a number called "count" decides on singular and plural
   * @returns {string}
   */
  say(key, values = {}) {
    const text = this.#texts[key] ?? key;
    const chosen = typeof text === "string" ? text : (text[this.#plural(values.count)] ?? text.other ?? key);
    return chosen.replace(/{(\w+)}/g, (_, name) => this.number(values[name] ?? ""));
  }

  /** @param {string | number | undefined} count */
  #plural(count) {
    return new Intl.PluralRules(this.#language).select(Number(count));
  }

  /**
   * A number as this language writes it; text as it is.
   *
   * @param {string | number} value
   */
  number(value) {
    return typeof value === "number" ? value.toLocaleString(this.#language) : value;
  }

  /**
   * A day as this language writes it.
   *
   * @param {string} moment
   */
  day(moment) {
    return new Date(moment.slice(0, 10)).toLocaleDateString(this.#language, { dateStyle: "medium", timeZone: "UTC" });
  }
}

/**
 * @param {string} address
 * @returns {Promise<Texts>}
 */
async function texts(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}
