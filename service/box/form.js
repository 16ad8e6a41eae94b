// The site's form is the one place that says what is searched for: what it would send is what is asked.

import { element } from "./element.js";

/** What the search route knows; other fields of a form are the site's own. */
const KNOWN = ["q", "tag", "year", "category", "author", "lang", "series", "from", "to", "sort"];

/** What a reader can change in the box. */
export const CHOSEN = KNOWN.slice(0, 3);

/**
 * A form for a site that brings none; its words are still to be said.
 *
 * @param {string} service
 */
export function makeForm(service) {
  const input = element("input", { type: "search", name: "q" });
  return element("form", { class: "bs-own", action: `${service}/search` }, input, " ", element("button"));
}

/**
 * Name what the site has not named.
 *
 * @param {HTMLFormElement} form
 * @param {import("./strings.js").Strings} strings
 */
export function nameForm(form, { say }) {
  const [input, button] = [inputOf(form), form.querySelector("button")];
  if (!input.labels?.length && !input.ariaLabel) input.ariaLabel = input.placeholder = say("label");
  if (button && !button.textContent.trim() && !button.ariaLabel) button.textContent = say("open");
}

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLInputElement}
 */
export function inputOf(form) {
  const input = form.querySelector("input[name=q]");
  if (!(input instanceof HTMLInputElement)) throw new Error("blog-search: the form needs <input name=q>");
  return input;
}

/**
 * What is typed.
 *
 * @param {HTMLFormElement} form
 */
export const textOf = (form) => inputOf(form).value.trim();

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const fields = (form, name) =>
  [...form.querySelectorAll("input")].filter((input) => input.type === "hidden" && input.name === name);

/**
 * The chosen values of the filter *name*.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export const valuesOf = (form, name) => fields(form, name).map(({ value }) => value);

/**
 * Choose *values* of the filter *name*, and no others.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {readonly string[]} [values]
 */
export function choose(form, name, values = []) {
  for (const field of fields(form, name)) field.remove();
  form.append(...values.map((value) => element("input", { type: "hidden", name, value })));
}

/**
 * What the form asks the search route.
 *
 * @param {HTMLFormElement} form
 */
export function parametersOf(form) {
  const given = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
  return new URLSearchParams(given.filter(([name = "", value]) => KNOWN.includes(name) && value));
}

/**
 * What of *parameters* the reader wrote or chose.
 *
 * @param {URLSearchParams} parameters
 */
export const chosenOf = (parameters) => new URLSearchParams([...parameters].filter(([name]) => CHOSEN.includes(name)));

/**
 * Write and choose what *parameters* say.
 *
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} parameters
 */
export function restore(form, parameters) {
  inputOf(form).value = parameters.get("q") ?? "";
  for (const name of CHOSEN.slice(1)) choose(form, name, parameters.getAll(name));
}

/**
 * The address of the page that shows all that is found.
 *
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} [parameters]
 */
export const addressOf = (form, parameters = parametersOf(form)) => `${form.action.split(/[?#]/)[0]}?${parameters}`;
