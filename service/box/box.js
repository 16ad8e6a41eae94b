import { Address } from "./address.js";
import { Announcer } from "./announcer.js";
import { Client } from "./client.js";
import { Dialog } from "./dialog.js";
import { Dropdown } from "./dropdown.js";
import { element } from "./element.js";
import { Finder } from "./finder.js";
import { Form, makeForm } from "./form.js";
import { Options } from "./options.js";
import { Panel } from "./panel.js";
import { Recent } from "./recent.js";
import { schemeAround } from "./scheme.js";
import { isShortcut } from "./shortcuts.js";
import { languageOf, Strings } from "./strings.js";

/** What a key does in the box; true if it did something and the browser need not.
 *
 * @type {Record<string, (box: Box, event: KeyboardEvent) => boolean>}
 */
const KEYS = {
  ArrowDown: (box) => box.move(1),
  ArrowUp: (box) => box.move(-1),
  Enter: (box, event) => box.follow(event),
  Escape: (box) => box.leave(),
  Delete: (box) => box.forget(),
};

/** One search box: puts its parts together, and is told by the page what its reader does. */
export class Box {
  /** Whether the reader wants to see the panel; it shows once it has something. */
  wanted = false;
  /** @type {Promise<void> | undefined} */
  #ready;

  /**
   * @param {HTMLElement} host
   * @param {string} id unique on the page
   * @param {import("./settings.js").Settings} settings
   * @param {() => boolean} leads whether shortcuts, the page's address and its openers belong to this box
   */
  constructor(host, id, settings, leads) {
    this.host = host;
    this.settings = settings;
    this.leads = leads;
    this.strings = new Strings();
    const own = host.querySelector("form");
    const form = own ?? makeForm(settings.service);
    if (!own) host.append(form);
    this.form = new Form(form);
    this.address = new Address(() => settings.address && leads());
    this.recent = new Recent(settings.service, settings.recent);
    this.client = new Client(settings.service);
    this.status = element("div", { class: "bs-status bs-unseen", role: "status" });
    this.panel = new Panel(id, this.form, this.strings, settings, new Announcer(this.status), {
      changed: () => this.finder.chose(),
      write: (text) => this.search(text),
      retry: () => this.finder.retry(),
      forget: () => this.#forgetAll(),
    });
    this.options = new Options(this.form.input, this.panel.list);
    const changed = () => this.#changed();
    const tell = this.#tell.bind(this);
    const { address, client, panel, recent } = this;
    this.finder = new Finder(this.form, client, panel, recent, address, settings, changed, tell);
    this.surface = this.#surface();
    this.#improve();
    // What the site itself has words for need not be asked for before somebody searches.
    if (!own || settings.dialog) this.#wake();
  }

  /**
   * Listen to the page.
   *
   * @param {AbortSignal} signal ends it
   */
  listen(signal) {
    const { form, host } = this;
    const on = (
      /** @type {EventTarget} */ target,
      /** @type {string} */ name,
      /** @type {(event: any) => void} */ does,
    ) => target.addEventListener(name, does, { signal });
    on(form.input, "input", (event) => event.isComposing || this.#typed());
    on(form.input, "compositionend", () => this.#typed());
    on(form.input, "click", () => this.wanted || this.open());
    on(form.element, "submit", () => this.recent.add(form.text));
    on(host, "focusin", () => this.#wake());
    on(host, "keydown", (event) => this.#key(event));
    on(host, "click", (event) => this.#click(event));
    on(host, "focusout", (event) => event.relatedTarget && this.#left(event.relatedTarget));
    on(document, "pointerdown", (event) => this.#left(event.target));
    on(window, "online", () => this.finder.retry());
    on(document, "keydown", (event) => isShortcut(event, this.settings.shortcuts) && this.#summon(event));
    on(document, "click", (event) => event.target.closest?.("[data-blog-search]") && this.#summon(event));
    on(window, "popstate", () => this.#restore(true));
    this.#restore(false);
  }

  /** Show the panel, and put the cursor into the input. */
  async open() {
    this.host.dataset.scheme = this.settings.scheme ?? schemeAround(this.host);
    this.wanted = true;
    if (this.settings.dialog) this.surface.open();
    this.form.input.focus({ preventScroll: true });
    await this.#wake();
    if (this.wanted) this.finder.show();
  }

  close() {
    this.wanted = false;
    this.surface.close();
    this.#expanded();
  }

  /**
   * Search for *text*.
   *
   * @param {string} text
   */
  async search(text) {
    this.form.input.value = text;
    this.form.input.focus({ preventScroll: true });
    if (!this.wanted) await this.open();
    this.finder.chose();
  }

  /** Leave the page as it was. */
  remove() {
    this.client.cancel();
    this.close();
    this.surface.undo();
    this.panel.element.remove();
    this.status.remove();
  }

  /** @param {number} steps */
  move(steps) {
    if (this.wanted) this.options.move(steps);
    else this.open();
    return true;
  }

  /**
   * Open the active option as a click with the same keys held would.
   *
   * @param {KeyboardEvent} event
   */
  follow({ ctrlKey, metaKey, shiftKey }) {
    const init = { bubbles: true, cancelable: true, composed: true, ctrlKey, metaKey, shiftKey };
    return this.options.active?.dispatchEvent(new MouseEvent("click", init)) !== undefined;
  }

  /** Close; a second time clear. */
  leave() {
    if (this.wanted) {
      this.close();
      if (!this.settings.dialog) this.form.input.focus();
    } else if (this.form.text) {
      this.form.input.value = "";
      this.address.write(this.form.chosen, false);
    } else return false;
    return true;
  }

  /** Forget the recent search that is active. */
  forget() {
    const text = this.options.active?.dataset.text;
    if (text === undefined) return false;
    this.recent.forget(text);
    this.finder.show();
    return true;
  }

  #forgetAll() {
    this.recent.forgetAll();
    this.finder.show();
  }

  async #typed() {
    this.wanted = true;
    await this.#wake();
    this.finder.typed();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // Keys that an input method makes use of; 229 is what Safari says where others say isComposing.
    if (event.isComposing || event.keyCode === 229) return;
    const inInput = event.target === this.form.input;
    if ((inInput || event.key === "Escape") && KEYS[event.key]?.(this, event)) event.preventDefault();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = event.target instanceof Element ? event.target : null;
    const option = target?.closest("a");
    if (!option || !this.panel.element.contains(option)) return;
    const { id, position, text } = option.dataset;
    if (text !== undefined && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.search(text);
    } else if (text === undefined) {
      this.recent.add(this.form.text);
      this.address.write(this.form.chosen, this.address.read() === null);
      if (id && !this.#selected(id, Number(position), option.href)) event.preventDefault();
    }
  }

  /**
   * A hit was chosen; false if the site takes the reader there itself.
   *
   * @param {string} id
   * @param {number} position from 1
   * @param {string} url
   */
  #selected(id, position, url) {
    const query = this.form.text;
    if (this.settings.beacon) {
      navigator.sendBeacon(`${this.settings.service}/api/clicks`, JSON.stringify({ query, id, position }));
    }
    return this.#tell("search:select", { query, id, url, position });
  }

  /** @param {Event} event */
  #summon(event) {
    if (!this.leads()) return;
    event.preventDefault();
    this.open();
    this.form.input.select();
  }

  /** @param {EventTarget} target where the focus or the pointer is now */
  #left(target) {
    if (!this.settings.dialog && target instanceof Node && !this.host.contains(target)) this.close();
  }

  /** @param {boolean} always whether to follow an address that names no search, too */
  #restore(always) {
    const named = this.address.read();
    if (!named && !always) return;
    this.form.restore(named ?? new URLSearchParams());
    if (named) this.open();
    else this.close();
  }

  /** Learn the reader's language, once somebody is about to read. */
  #wake() {
    this.#ready ??= this.#learn();
    return this.#ready;
  }

  async #learn() {
    await this.strings.learn(languageOf(this.host), this.settings.service, this.settings.strings);
    this.form.speak(this.strings);
    this.surface.speak();
  }

  /** The panel shows something else. */
  #changed() {
    this.options.activate(undefined);
    if (this.wanted && (this.settings.dialog || !this.panel.isEmpty)) this.surface.open();
    else if (!this.settings.dialog) this.surface.close();
    this.#expanded();
  }

  #expanded() {
    const expanded = this.wanted && this.panel.list.hasChildNodes();
    this.form.input.setAttribute("aria-expanded", String(expanded));
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #tell(name, detail) {
    return this.host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable: true, detail }));
  }

  #surface() {
    const { form, panel, settings, status, strings } = this;
    if (settings.dialog) {
      return new Dialog(form.element, panel.element, status, strings, settings.shortcuts, () => this.#closed());
    }
    this.host.append(status);
    return new Dropdown(form.element, panel.element);
  }

  /** The dialog was closed: what is searched for in it is over. */
  #closed() {
    this.close();
    this.address.write(new URLSearchParams(), false);
  }

  /** Make the site's input a combobox. */
  #improve() {
    const { input } = this.form;
    this.host.dataset.mode = this.settings.dialog ? "dialog" : "inline";
    this.form.element.classList.add("bs-form");
    this.form.element.setAttribute("role", "search");
    input.classList.add("bs-input");
    const attributes = {
      ...{
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": this.panel.list.id,
      },
      ...{ autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search" },
    };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  }
}
