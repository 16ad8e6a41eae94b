import { createAddress } from "./address.js";
import { createAnnouncer } from "./announcer.js";
import { createClient } from "./client.js";
import { makeCombobox, obey } from "./combobox.js";
import { createDialog } from "./dialog.js";
import { createDropdown } from "./dropdown.js";
import { element } from "./element.js";
import { createFinder } from "./finder.js";
import { chosenOf, inputOf, makeForm, nameForm, parametersOf, restore, textOf } from "./form.js";
import { createOptions } from "./options.js";
import { createPanel } from "./panel.js";
import { createRecent } from "./recent.js";
import { schemeAround } from "./scheme.js";
import { pressed } from "./shortcuts.js";
import { createStrings, languageOf } from "./strings.js";

/** @typedef {ReturnType<typeof createBox>} Box */

/**
 * One search box: puts its parts together, and is told by the page what its reader does.
 *
 * @param {HTMLElement} host
 * @param {string} id unique on the page
 * @param {import("./settings.js").Settings} settings
 * @param {() => boolean} leads whether shortcuts, the page's address and its openers belong to this box
 */
export function createBox(host, id, settings, leads) {
  const { service } = settings;
  tidy(host);
  const own = host.querySelector("form");
  const form = own ?? makeForm(service);
  if (!own) host.append(form);
  const input = inputOf(form);
  const language = languageOf(host);
  const strings = createStrings(language);
  const status = element("div", { class: "bs-status", role: "status" });
  const announce = createAnnouncer(status);
  const recent = createRecent(service, settings.recent);
  const client = createClient(service);
  const address = createAddress(() => settings.address && leads());
  const panel = createPanel(id, form, strings, settings, announce, {
    changed: () => finder.chose(),
    search: (text) => search(text),
    retry,
    forgetAll() {
      recent.forgetAll();
      finder.show();
    },
  });
  const options = createOptions(input, panel.list);
  const finder = createFinder(form, client, panel, recent, address, settings, changed, tell);
  const surface = settings.dialog
    ? createDialog(form, [panel.element, status], strings, settings.shortcuts, open, closed)
    : createDropdown(form, panel.element);

  /** Whether the reader wants to see the panel, which shows once it has something. */
  let wanted = false;
  /** @type {Promise<void> | undefined} */
  let ready;

  /** Take the page's colours and learn the reader's language, once somebody is about to read. */
  function wake() {
    host.dataset.scheme = settings.scheme ?? schemeAround(host);
    ready ??= strings.learn(`${service}/blog-search/${language}.json`, settings.strings).then((all) => {
      nameForm(form, strings);
      surface.speak();
      if (!all) ready = undefined;
    });
    return ready;
  }

  async function retry() {
    await wake();
    finder.retry();
  }

  /** Show the panel, and put the cursor into the input. */
  async function open() {
    wanted = true;
    if (settings.dialog) surface.open();
    input.focus({ preventScroll: true });
    await wake();
    if (wanted) finder.show();
  }

  function close() {
    wanted = false;
    finder.stop();
    announce("");
    surface.close();
    expand();
  }

  /** @param {string} text */
  async function search(text) {
    input.value = text;
    await open();
    if (wanted) finder.chose();
  }

  async function typed() {
    wanted = true;
    announce("");
    await wake();
    if (wanted) finder.typed();
  }

  /** The panel shows something else. */
  function changed() {
    options.activate();
    if (wanted && panel.isFull()) surface.open();
    else if (!settings.dialog) surface.close();
    expand();
  }

  function expand() {
    input.ariaExpanded = String(wanted && panel.list.hasChildNodes());
  }

  /** The dialog was closed: what is searched for in it is over. */
  function closed() {
    close();
    address.write(new URLSearchParams());
  }

  /**
   * @param {string} name
   * @param {object} detail
   * @returns {boolean} false if the site does itself what follows from it
   */
  function tell(name, detail) {
    return host.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true, detail }));
  }

  /** @type {import("./combobox.js").Moves} */
  const moves = {
    move(steps) {
      if (wanted) options.move(steps);
      else open();
      return true;
    },

    /** As a click with the same keys held would. */
    follow({ ctrlKey, metaKey, shiftKey }) {
      const click = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey });
      return options.active()?.dispatchEvent(click) !== undefined;
    },

    forget() {
      const text = options.active()?.dataset.text;
      if (!text) return false;
      recent.forget(text);
      finder.show();
      return true;
    },

    /** Close; a second time clear. */
    leave() {
      if (!wanted && !input.value) return false;
      if (!wanted) input.value = "";
      address.write(chosenOf(parametersOf(form)));
      close();
      if (!settings.dialog) input.focus();
      return true;
    },
  };

  /** @param {MouseEvent} event */
  function clicked(event) {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (!link || !panel.element.contains(link)) return;
    const { id, position, text } = link.dataset;
    const query = textOf(form);
    if (!text) {
      recent.add(query);
      address.write(chosenOf(parametersOf(form)), !address.read());
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      search(text);
    }
    if (!id) return;
    const detail = { query, id, url: link.href, position: Number(position) };
    if (settings.beacon) navigator.sendBeacon(`${service}/api/clicks`, JSON.stringify({ ...detail, url: undefined }));
    if (!tell("search:select", detail)) event.preventDefault();
  }

  /** @param {Event} event that asks for the search */
  function summon(event) {
    if (!leads()) return;
    event.preventDefault();
    open();
    input.select();
  }

  /** @param {EventTarget | null} target where the focus or the pointer is now */
  function left(target) {
    if (!settings.dialog && target instanceof Node && !host.contains(target)) close();
  }

  /**
   * Show the search that the page's address names.
   *
   * @param {boolean} [always] whether to follow an address that names none, too
   */
  function follow(always) {
    const named = address.read();
    if (!named && !always) return;
    restore(form, named ?? new URLSearchParams());
    if (named) open();
    else close();
  }

  host.dataset.mode = settings.dialog ? "dialog" : "inline";
  form.classList.add("bs-form");
  form.role = "search";
  makeCombobox(input, panel.list);
  if (!settings.dialog) host.append(status);
  // What the site itself has words for need not be asked for before somebody searches.
  if (!own || settings.dialog) wake();

  return {
    open,
    close,
    search,

    /**
     * Listen to the page.
     *
     * @param {AbortSignal} signal ends it
     */
    listen(signal) {
      /** @type {[EventTarget, string, (event: any) => void][]} */
      const listeners = [
        [input, "input", ({ isComposing }) => isComposing || typed()],
        [input, "compositionend", typed],
        [input, "click", () => wanted || open()],
        [form, "submit", () => recent.add(textOf(form))],
        [host, "focusin", wake],
        [host, "keydown", (event) => obey(event, input, moves)],
        [host, "click", clicked],
        [host, "focusout", ({ relatedTarget }) => left(relatedTarget)],
        [document, "pointerdown", ({ target }) => left(target)],
        [document, "keydown", (event) => settings.shortcuts.includes(pressed(event)) && summon(event)],
        [document, "click", (event) => event.target.closest?.("[data-blog-search]") && summon(event)],
        [window, "online", retry],
        [window, "popstate", () => follow(true)],
      ];
      for (const [target, name, does] of listeners) target.addEventListener(name, does, { signal });
      follow();
    },

    /** Leave the page as it was. */
    undo() {
      close();
      surface.undo();
      status.remove();
    },
  };
}

/**
 * Take away what an earlier life left: some sites keep pages as they are and show them again.
 *
 * @param {HTMLElement} host
 */
function tidy(host) {
  const form = host.querySelector("form");
  if (form) host.querySelector("dialog")?.replaceWith(form);
  for (const old of host.querySelectorAll(".bs-open, .bs-panel, .bs-status")) old.remove();
}
