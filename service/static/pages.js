/** What the pages gain by a script: buttons that copy, and how long ago a moment was. They are complete without. */

/** Milliseconds for which a button says what it has done. */
const SAID = 2_000;

/** Seconds of each unit, the longest first. */
const UNITS = /** @type {const} */ ([
  ["year", 31_556_952],
  ["month", 2_629_746],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
]);

const announcer = document.createElement("p");
announcer.className = "unseen";
announcer.setAttribute("role", "status");
document.body.append(announcer);

/**
 * How long ago *seconds* are, in the page's language.
 *
 * @param {number} seconds
 */
function age(seconds) {
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ["second", 1];
  return format.format(-Math.floor(seconds / size), unit);
}

/**
 * Copy what *pre* says; where the page may not, as over plain http, select it for the reader to copy.
 *
 * @param {HTMLPreElement} pre
 * @returns {Promise<string>} what was done
 */
async function copy(pre) {
  try {
    await navigator.clipboard.writeText(pre.textContent ?? "");
    return "Copied";
  } catch {
    getSelection()?.selectAllChildren(pre);
    return "Selected";
  }
}

/**
 * A button that copies *pre*.
 *
 * @param {HTMLPreElement} pre
 */
function copyButton(pre) {
  const [button, says, what] = [document.createElement("button"), new Text("Copy"), document.createElement("span")];
  what.className = "unseen";
  what.textContent = ` ${pre.dataset.copy}`;
  button.type = "button";
  button.className = "copy";
  button.append(says, what);
  button.addEventListener("click", async () => {
    says.data = announcer.textContent = await copy(pre);
    setTimeout(() => {
      says.data = "Copy";
      announcer.textContent = "";
    }, SAID);
  });
  return button;
}

for (const pre of document.querySelectorAll("pre")) {
  if (pre.dataset.copy) pre.after(copyButton(pre));
}

for (const time of document.querySelectorAll("time")) {
  if ("age" in time.dataset) time.after(` (${age((Date.now() - Date.parse(time.dateTime)) / 1000)})`);
}
