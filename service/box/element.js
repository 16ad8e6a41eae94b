/**
 * Set *attributes*; null and undefined leave one out, and a function listens for the event it is named after.
 *
 * @param {Element} target
 * @param {Record<string, unknown>} attributes
 */
export function set(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") target.addEventListener(name, /** @type {EventListener} */ (value));
    else if (value !== null && value !== undefined) target.setAttribute(name, String(value));
  }
}

/**
 * An element with attributes and children.
 *
 * Text enters the page here, as text: nothing in this folder writes HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  set(made, attributes);
  made.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  return made;
}
