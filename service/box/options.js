/** The options of the list, one of which may be active while the keyboard stays with the input (ARIA combobox). */
export class Options {
  #input;
  #list;
  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list
   */
  constructor(input, list) {
    this.#input = input;
    this.#list = list;
  }

  /** @returns {HTMLAnchorElement[]} */
  get all() {
    return [...this.#list.querySelectorAll("a")];
  }

  /** @returns {HTMLAnchorElement | undefined} */
  get active() {
    return this.all.find((option) => option.classList.contains("bs-active"));
  }

  /**
   * Make the option *steps* further the active one; between the last and the first comes none.
   *
   * @param {number} steps
   */
  move(steps) {
    const { all, active } = this;
    const places = all.length + 1;
    const place = active ? all.indexOf(active) + 1 : 0;
    this.activate(all[((place + steps + places) % places) - 1]);
  }

  /** @param {HTMLAnchorElement | undefined} option */
  activate(option) {
    for (const one of this.all) {
      one.classList.toggle("bs-active", one === option);
      one.setAttribute("aria-selected", String(one === option));
    }
    if (option) this.#input.setAttribute("aria-activedescendant", option.id);
    else this.#input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }
}
