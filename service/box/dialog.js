import { element, set } from "./element.js";
import { inputOf } from "./form.js";
import { described, shown } from "./shortcuts.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * The form and the panel in a dialog, and the button that opens it in the place where the form was.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement[]} parts what else is in it
 * @param {import("./strings.js").Strings} strings
 * @param {readonly string[]} shortcuts
 * @param {() => void} opens called to open it
 * @param {() => void} closed called when it has been closed, by whatever means
 */
export function createDialog(form, parts, strings, shortcuts, opens, closed) {
  const close = () => dialog.close();
  // The site's own word for it, which is in the site's language.
  const words = element("span", {}, form.querySelector("button")?.textContent.trim());
  const hint = shortcuts.map((one) => element("kbd", { class: "bs-kbd", "aria-hidden": "true" }, shown(one))).at(-1);
  const keys = shortcuts.map(described).join(" ") || null;
  const opener = element(
    "button",
    { type: "button", class: "bs-open", "aria-haspopup": "dialog", "aria-keyshortcuts": keys, click: opens },
    ...[glass(), words, hint],
  );
  form.before(opener);
  const leave = element("button", { type: "button", class: "bs-close", click: close }, "×");
  const head = element("div", { class: "bs-head" }, form, leave);
  const dialog = element("dialog", { class: "bs-dialog", close: closed }, head, ...parts);
  // What lies outside is the dialog's own backdrop; all inside has an element of its own.
  dialog.addEventListener("click", ({ target }) => target === dialog && close());
  opener.after(dialog);

  return {
    close,

    open() {
      if (!dialog.open) dialog.showModal();
    },

    /** Say everything in the reader's language. */
    speak() {
      words.textContent ||= strings.say("open");
      dialog.ariaLabel = strings.say("label");
      inputOf(form).placeholder ||= dialog.ariaLabel;
      leave.ariaLabel = strings.say("close");
    },

    /** Put the form back where it was. */
    undo() {
      opener.replaceWith(form);
      dialog.remove();
    },
  };
}

/** A magnifying glass. */
function glass() {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  set(svg, { class: "bs-glass", viewBox: "0 0 20 20", "aria-hidden": "true", fill: "none", stroke: "currentColor" });
  set(path, {
    "stroke-width": 2,
    "stroke-linecap": "round",
    d: "M13.5 13.5 18 18M15 8.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z",
  });
  svg.append(path);
  return svg;
}
