import { element, set } from "./element.js";
import { described, shown } from "./shortcuts.js";

const SVG = "http://www.w3.org/2000/svg";

/** The form and the panel in a dialog, and the button that opens it in the place where the form was. */
export class Dialog {
  #form;
  #strings;
  #words;
  #button;
  #leave;
  #element;
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} panel
   * @param {HTMLElement} status
   * @param {import("./strings.js").Strings} strings
   * @param {string} shortcuts
   * @param {() => void} closed called when it has been closed, by whatever means
   */
  constructor(form, panel, status, strings, shortcuts, closed) {
    this.#form = form;
    this.#strings = strings;
    // The site's own word for it, which is in the site's language.
    this.#words = element("span", {}, form.querySelector("button")?.textContent.trim());
    const [, last] = shortcuts.match(/(\S+)\s*$/) ?? [];
    this.#button = element(
      "button",
      {
        type: "button",
        class: "bs-open",
        "aria-haspopup": "dialog",
        "aria-keyshortcuts": described(shortcuts) || null,
      },
      glass(),
      this.#words,
      last && element("kbd", { class: "bs-kbd", "aria-hidden": true }, shown(last)),
    );
    this.#leave = element("button", { type: "button", class: "bs-close", click: () => this.close() }, "×");
    form.before(this.#button);
    this.#element = element("dialog", { class: "bs-dialog", close: closed });
    this.#button.after(this.#element);
    this.#element.append(element("div", { class: "bs-head" }, form, this.#leave), panel, status);
    // What lies outside is the dialog's own backdrop; all inside has an element of its own.
    this.#element.addEventListener("click", (event) => event.target === this.#element && this.close());
  }

  /** Say everything in the reader's language. */
  speak() {
    this.#words.textContent ||= this.#strings.say("open");
    this.#element.setAttribute("aria-label", this.#strings.say("label"));
    this.#leave.setAttribute("aria-label", this.#strings.say("close"));
  }

  /** Put the form back where it was. */
  undo() {
    this.#button.replaceWith(this.#form);
    this.#element.remove();
  }

  get isOpen() {
    return this.#element.open;
  }

  open() {
    if (!this.isOpen) this.#element.showModal();
  }

  close() {
    this.#element.close();
  }
}

/** A magnifying glass. */
function glass() {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  set(svg, { class: "bs-glass", viewBox: "0 0 20 20", "aria-hidden": true });
  set(svg, { fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round" });
  set(path, { d: "M13.5 13.5 18 18M15 8.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z" });
  svg.append(path);
  return svg;
}
