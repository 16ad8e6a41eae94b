import { failed, label, offline, open, retry } from "./strings/en.json";

/**
 * @typedef {Record<string, string | Record<string, string>>} Texts
 * @typedef {ReturnType<typeof createStrings>} Strings
 */

const LANGUAGES = ["ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "zh"];

/** What must be said even when the service cannot be asked for words. */
const ALWAYS = { failed, label, offline, open, retry };

/** Milliseconds after which these have to do. */
const PATIENCE = 2000;

/**
 * The language that *element* is in, or else that of the browser, as two letters; English if the box does not speak it.
 *
 * @param {Element} element
 */
export function languageOf(element) {
  const said = element.closest("[lang]")?.getAttribute("lang") || navigator.language;
  return LANGUAGES.find((one) => one === said.toLowerCase().split("-")[0]) ?? "en";
}

/**
 * What the box says, in *language*.
 *
 * @param {string} language
 */
export function createStrings(language) {
  /** @type {Texts} */
  const texts = { ...ALWAYS };

  return {
    /**
     * Learn the texts at *addresses*, each over those before it. When some cannot be had, the search itself says why.
     *
     * @param {(string | null)[]} addresses
     * @returns {Promise<boolean>} whether there was an answer to all
     */
    async learn(...addresses) {
      const learnt = await Promise.all(addresses.map(fetched));
      for (const some of learnt) Object.assign(texts, some);
      return !learnt.includes(null);
    },

    /**
     * The text called *key*, with *values* in their places.
     *
     * @param {string} key
     * @param {Record<string, string | number>} [values] a number called "count" decides on singular and plural
     */
    say(key, values = {}) {
      const text = texts[key] ?? "";
      const form = new Intl.PluralRules(language).select(Number(values.count));
      const chosen = typeof text === "string" ? text : (text[form] ?? text.other ?? "");
      return chosen.replace(/{(\w+)}/g, (_, name) => values[name]?.toLocaleString(language) ?? "");
    },

    /**
     * A day as this language writes it.
     *
     * @param {string} moment
     */
    day: (moment) =>
      new Date(moment.slice(0, 10)).toLocaleDateString(language, { dateStyle: "medium", timeZone: "UTC" }),
  };
}

/**
 * @param {string | null} address
 * @returns {Promise<Texts | null>} null if there was no answer
 */
async function fetched(address) {
  if (!address) return {};
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.status < 500) return response.ok ? await response.json() : {};
  } catch {
    // The same as no answer.
  }
  return null;
}
