// Keys that open the search from anywhere on the page, such as "/" and "mod+k"; mod is Command on Apple's machines and
// Control elsewhere.

const APPLE = /Mac|iP/.test(navigator.platform);

/**
 * What was pressed while nobody writes and nobody else has made use of it, else "".
 *
 * @param {KeyboardEvent} event
 */
export function pressed(event) {
  const [mod, other] = APPLE ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  // Many keyboards have / above another key; with mod, Shift makes another shortcut of it.
  if (event.defaultPrevented || event.isComposing || event.altKey || other || (mod && event.shiftKey)) return "";
  return isWriting(event) ? "" : (mod ? "mod+" : "") + event.key.toLowerCase();
}

/**
 * A shortcut as people read it.
 *
 * @param {string} shortcut
 */
export const shown = (shortcut) =>
  shortcut.replace(/mod\+(.)/, (_, key) => (APPLE ? "⌘" : "Ctrl ") + key.toUpperCase());

/**
 * A shortcut as the attribute aria-keyshortcuts takes it.
 *
 * @param {string} shortcut
 */
export const described = (shortcut) => shortcut.replace("mod", APPLE ? "Meta" : "Control");

/** @param {KeyboardEvent} event */
function isWriting(event) {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
