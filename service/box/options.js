/** @typedef {ReturnType<typeof createOptions>} Options */

/** The attributes of an option. */
export const OPTION = { role: "option", tabindex: -1, "aria-selected": "false" };

/**
 * The options of *list*, one of which may be active while the keyboard stays with *input* (ARIA combobox).
 *
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 */
export function createOptions(input, list) {
  const all = () => [...list.querySelectorAll("a")];
  const active = () => all().find((option) => option.classList.contains("bs-active"));

  /** @param {HTMLAnchorElement} [option] */
  function activate(option) {
    for (const one of all()) {
      one.classList.toggle("bs-active", one === option);
      one.ariaSelected = String(one === option);
    }
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  return {
    active,
    activate,

    /**
     * Make the option *steps* further the active one; between the last and the first comes none.
     *
     * @param {number} steps
     */
    move(steps) {
      const options = [undefined, ...all()];
      const place = options.indexOf(active());
      activate(options.at((place + steps) % options.length));
    },
  };
}
