import { Address } from "./address.js";
import { Announcer } from "./announcer.js";
import { Client } from "./client.js";
import { Dialog } from "./dialog.js";
import { Dropdown } from "./dropdown.js";
import { element, set } from "./element.js";
import { Finder } from "./finder.js";
import { Form, makeForm } from "./form.js";
import { Options } from "./options.js";
import { Panel } from "./panel.js";
import { Recent } from "./recent.js";
import { schemeAround } from "./scheme.js";
import { pressed } from "./shortcuts.js";
import { languageOf, Strings } from "./strings.js";

/** One search box: puts its parts together, and is told by the page what its reader does. */
export class Box {
  /**
   * What a key does; true if it did something and the browser need not.
   *
   * @type {Record<string, (box: Box, event: KeyboardEvent) => boolean>}
   */
  static #KEYS = {
    ArrowDown: (box) => box.#move(1),
    ArrowUp: (box) => box.#move(-1),
    Enter: (box, event) => box.#follow(event),
    Escape: (box) => box.#leave(),
    Delete: (box) => box.#forget(),
  };

  #host;
  #settings;
  #leads;
  #form;
  #strings = new Strings();
  #status = element("div", { class: "bs-status bs-unseen", role: "status" });
  #address;
  #recent;
  #client;
  #panel;
  #options;
  #finder;
  #surface;
  /** Whether the reader wants to see the panel, which shows once it has something. */
  #wanted = false;
  /** @type {Promise<void> | undefined} */
  #ready;

  /**
   * @param {HTMLElement} host
   * @param {string} id unique on the page
   * @param {import("./settings.js").Settings} settings
   * @param {() => boolean} leads whether shortcuts, the page's address and its openers belong to this box
   */
  constructor(host, id, settings, leads) {
    const own = host.querySelector("form");
    const form = new Form(own ?? makeForm(settings.service));
    if (!own) host.append(form.element);
    this.#host = host;
    this.#settings = settings;
    this.#leads = leads;
    this.#form = form;
    this.#address = new Address(() => settings.address && leads());
    this.#recent = new Recent(settings.service, settings.recent);
    this.#client = new Client(settings.service);
    this.#panel = new Panel(id, form, this.#strings, settings, new Announcer(this.#status), {
      changed: () => this.#finder.chose(),
      write: (text) => this.search(text),
      retry: () => this.#finder.retry(),
      forget: () => this.#forgetAll(),
    });
    this.#options = new Options(form.input, this.#panel.list);
    this.#finder = new Finder(form, this.#client, this.#panel, this.#recent, this.#address, settings, {
      changed: () => this.#changed(),
      tell: (name, detail) => this.#tell(name, detail),
    });
    this.#surface = this.#makeSurface();
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
    const [form, host] = [this.#form, this.#host];
    /** @type {[EventTarget, string, (event: any) => void][]} */
    const listeners = [
      [form.input, "input", (event) => event.isComposing || this.#typed()],
      [form.input, "compositionend", () => this.#typed()],
      [form.input, "click", () => this.#wanted || this.open()],
      [form.element, "submit", () => this.#recent.add(form.text)],
      [host, "focusin", () => this.#wake()],
      [host, "keydown", (event) => this.#key(event)],
      [host, "click", (event) => this.#click(event)],
      [host, "focusout", (event) => this.#left(event.relatedTarget)],
      [document, "pointerdown", (event) => this.#left(event.target)],
      [
        document,
        "keydown",
        (event) => this.#settings.shortcuts.split(" ").includes(pressed(event)) && this.#summon(event),
      ],
      [document, "click", (event) => event.target.closest?.("[data-blog-search]") && this.#summon(event)],
      [window, "online", () => this.#finder.retry()],
      [window, "popstate", () => this.#restore(true)],
    ];
    for (const [target, name, does] of listeners) target.addEventListener(name, does, { signal });
    this.#restore(false);
  }

  /** Show the panel, and put the cursor into the input. */
  async open() {
    this.#host.dataset.scheme = this.#settings.scheme ?? schemeAround(this.#host);
    this.#wanted = true;
    if (this.#settings.dialog) this.#surface.open();
    this.#form.input.focus({ preventScroll: true });
    await this.#wake();
    if (this.#wanted) this.#finder.show();
  }

  close() {
    this.#wanted = false;
    this.#surface.close();
    this.#expanded();
  }

  /**
   * Search for *text*.
   *
   * @param {string} text
   */
  async search(text) {
    this.#form.input.value = text;
    await this.open();
    this.#finder.chose();
  }

  /** Leave the page as it was. */
  remove() {
    this.#client.cancel();
    this.close();
    this.#surface.undo();
    this.#status.remove();
  }

  /** @param {number} steps */
  #move(steps) {
    if (this.#wanted) this.#options.move(steps);
    else this.open();
    return true;
  }

  /**
   * Open the active option as a click with the same keys held would.
   *
   * @param {KeyboardEvent} event
   */
  #follow({ ctrlKey, metaKey, shiftKey }) {
    const keys = { ctrlKey, metaKey, shiftKey };
    const click = new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ...keys });
    return this.#options.active?.dispatchEvent(click) !== undefined;
  }

  /** Close; a second time clear. */
  #leave() {
    const isOpen = this.#wanted;
    if (isOpen) this.close();
    else if (this.#form.text) this.#clear();
    else return false;
    if (!this.#settings.dialog) this.#form.input.focus();
    return true;
  }

  #clear() {
    this.#form.input.value = "";
    this.#address.write(this.#form.chosen, false);
  }

  /** Forget the recent search that is active. */
  #forget() {
    const text = this.#options.active?.dataset.text;
    if (text === undefined) return false;
    this.#recent.forget(text);
    this.#finder.show();
    return true;
  }

  #forgetAll() {
    this.#recent.forgetAll();
    this.#finder.show();
  }

  async #typed() {
    this.#wanted = true;
    await this.#wake();
    this.#finder.typed();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // Keys that an input method makes use of; 229 is what Safari says where others say isComposing.
    if (event.isComposing || event.keyCode === 229) return;
    const isOurs = event.target === this.#form.input || event.key === "Escape";
    if (isOurs && Box.#KEYS[event.key]?.(this, event)) event.preventDefault();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link || !this.#panel.element.contains(link)) return;
    const { id, position, text } = link.dataset;
    if (text === undefined) {
      this.#recent.add(this.#form.text);
      this.#address.write(this.#form.chosen, false);
      if (id && !this.#selected(id, Number(position), link.href)) event.preventDefault();
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.search(text);
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
    const query = this.#form.text;
    const { beacon, service } = this.#settings;
    if (beacon) navigator.sendBeacon(`${service}/api/clicks`, JSON.stringify({ query, id, position }));
    return this.#tell("search:select", { query, id, url, position });
  }

  /** @param {Event} event that asks for the search */
  #summon(event) {
    if (!this.#leads()) return;
    event.preventDefault();
    this.open();
    this.#form.input.select();
  }

  /** @param {EventTarget | null} target where the focus or the pointer is now */
  #left(target) {
    if (!this.#settings.dialog && target instanceof Node && !this.#host.contains(target)) this.close();
  }

  /**
   * Show the search that the page's address names.
   *
   * @param {boolean} always whether to follow an address that names none, too
   */
  #restore(always) {
    const named = this.#address.read();
    if (!named && !always) return;
    this.#form.restore(named ?? new URLSearchParams());
    if (named) this.open();
    else this.close();
  }

  /** Learn the reader's language, once somebody is about to read. */
  #wake() {
    this.#ready ??= this.#learn();
    return this.#ready;
  }

  async #learn() {
    const { service, strings } = this.#settings;
    await this.#strings.learn(languageOf(this.#host), service, strings);
    this.#form.speak(this.#strings);
    this.#surface.speak();
  }

  /** The panel shows something else. */
  #changed() {
    this.#options.activate(undefined);
    if (this.#wanted && !this.#panel.isEmpty) this.#surface.open();
    else if (!this.#settings.dialog) this.#surface.close();
    this.#expanded();
  }

  #expanded() {
    const expanded = this.#wanted && this.#panel.list.hasChildNodes();
    this.#form.input.setAttribute("aria-expanded", String(expanded));
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #tell(name, detail) {
    return this.#host.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true, detail }));
  }

  #makeSurface() {
    const [form, panel, { dialog, shortcuts }] = [this.#form.element, this.#panel.element, this.#settings];
    if (dialog) return new Dialog(form, panel, this.#status, this.#strings, shortcuts, () => this.#closed());
    this.#host.append(this.#status);
    return new Dropdown(form, panel);
  }

  /** The dialog was closed: what is searched for in it is over. */
  #closed() {
    this.close();
    this.#address.write(new URLSearchParams(), false);
  }

  /** Make the site's input a combobox. */
  #improve() {
    const [{ element: form, input }, list] = [this.#form, this.#panel.list];
    this.#host.dataset.mode = this.#settings.dialog ? "dialog" : "inline";
    form.classList.add("bs-form");
    form.role = "search";
    input.classList.add("bs-input");
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id });
    set(input, { autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search" });
  }
}
