/** Pixels below the form that will do, even if there are more above. */
const ENOUGH = 240;

/** The panel below an inline form, in the browser's top layer: no theme's overflow or z-index reaches it there. */
export class Dropdown {
  #form;
  #panel;
  /** @type {AbortController | null} */
  #open = null;

  /**
   * @param {HTMLElement} form
   * @param {HTMLElement} panel
   */
  constructor(form, panel) {
    this.#form = form;
    this.#panel = panel;
    panel.popover = "manual";
    form.after(panel);
  }

  get isOpen() {
    return this.#open !== null;
  }

  open() {
    if (!this.#open) {
      this.#open = new AbortController();
      const { signal } = this.#open;
      const place = () => this.#place();
      this.#panel.showPopover();
      addEventListener("scroll", place, { capture: true, passive: true, signal });
      for (const target of [window, visualViewport]) target?.addEventListener("resize", place, { signal });
    }
    this.#place();
  }

  close() {
    if (!this.#open) return;
    this.#open.abort();
    this.#open = null;
    if (this.#panel.isConnected) this.#panel.hidePopover();
  }

  /** It says nothing itself. */
  speak() {}

  /** Leave nothing behind. */
  undo() {
    this.close();
    this.#panel.remove();
  }

  /** Tell the style where the form is and how much room there is below it, or else above it; in pixels. */
  #place() {
    const { left, top, bottom, width } = this.#form.getBoundingClientRect();
    const window = visualViewport?.height ?? innerHeight;
    const isAbove = window - bottom < ENOUGH && top > window - bottom;
    this.#panel.toggleAttribute("data-above", isAbove);
    const place = { x: left, y: isAbove ? window - top : bottom, w: width, h: isAbove ? top : window - bottom };
    for (const [name, pixels] of Object.entries(place)) {
      this.#panel.style.setProperty(`--bs-${name}`, `${Math.round(pixels)}px`);
    }
  }
}
