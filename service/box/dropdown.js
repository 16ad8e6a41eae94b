/** The panel below an inline form, in the browser's top layer: no theme's overflow or z-index reaches it there. */
export class Dropdown {
  /** @type {AbortController | null} */
  #open = null;

  /**
   * @param {HTMLElement} form
   * @param {HTMLElement} panel
   */
  constructor(form, panel) {
    this.form = form;
    this.panel = panel;
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
      this.panel.showPopover();
      addEventListener("scroll", place, { capture: true, passive: true, signal });
      for (const target of [window, visualViewport]) target?.addEventListener("resize", place, { signal });
    }
    this.#place();
  }

  close() {
    if (!this.#open) return;
    this.#open.abort();
    this.#open = null;
    if (this.panel.isConnected) this.panel.hidePopover();
  }

  /** It says nothing itself. */
  speak() {}

  /** Leave nothing behind. */
  undo() {
    this.close();
    this.panel.remove();
  }

  /** Tell the style where the form is and how much room there is below it, in pixels. */
  #place() {
    const { left, bottom, width } = this.form.getBoundingClientRect();
    const height = (visualViewport?.height ?? innerHeight) - bottom;
    for (const [name, value] of Object.entries({ x: left, y: bottom, w: width, h: height })) {
      this.panel.style.setProperty(`--bs-${name}`, `${Math.round(value)}px`);
    }
  }
}
