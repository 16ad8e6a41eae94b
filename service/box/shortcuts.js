const APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * Keys that open the search from anywhere on the page.
 *
 * @typedef {{key: string, mod: boolean}} Shortcut
 */

/**
 * @param {string} text such as "/ mod+k"; mod is Command on Apple's machines and Control elsewhere
 * @returns {Shortcut[]}
 */
export function shortcuts(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.map((word) => ({ key: word.replace(/^mod\+/, ""), mod: word.startsWith("mod+") }));
}

/**
 * Whether *event* is one of *known*, pressed while nobody writes and nobody else has made use of it.
 *
 * @param {KeyboardEvent} event
 * @param {readonly Shortcut[]} known
 */
export function isShortcut(event, known) {
  if (event.defaultPrevented || event.isComposing || event.altKey || isWriting(event)) return false;
  const mod = APPLE ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  const plain = !event.metaKey && !event.ctrlKey;
  return known.some((one) => event.key.toLowerCase() === one.key && (one.mod ? mod && !event.shiftKey : plain));
}

/**
 * As people read it.
 *
 * @param {Shortcut} shortcut
 */
export function shown({ key, mod }) {
  return (mod ? (APPLE ? "⌘" : "Ctrl ") : "") + key.toUpperCase();
}

/**
 * As the attribute aria-keyshortcuts takes it.
 *
 * @param {readonly Shortcut[]} known
 */
export function described(known) {
  return known.map(({ key, mod }) => (mod ? (APPLE ? "Meta+" : "Control+") : "") + key.toUpperCase()).join(" ");
}

/** @param {KeyboardEvent} event */
function isWriting(event) {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
