import { CHOSEN, chosenOf } from "./form.js";

/** @typedef {ReturnType<typeof createAddress>} Address */

/** Milliseconds of quiet before the address follows what is typed: browsers refuse more than three changes a second. */
const QUIET = 300;

/**
 * The page's address, in which a search can be shared and to which the back button leads.
 *
 * @param {() => boolean} isOurs whether it is this box's to read and to write
 */
export function createAddress(isOurs) {
  let timer = 0;

  /** The search that it names; without q none, as a page's own ?tag= is not ours. */
  function read() {
    const named = chosenOf(new URLSearchParams(location.search));
    return isOurs() && named.has("q") ? named : null;
  }

  /**
   * Name a search, or none if nothing is chosen.
   *
   * @param {URLSearchParams} chosen
   * @param {boolean} [step] whether the back button leads to what was before
   */
  function write(chosen, step) {
    clearTimeout(timer);
    const address = new URL(location.href);
    const named = address.searchParams;
    for (const name of CHOSEN) named.delete(name);
    if (chosen.size && !chosen.has("q")) named.set("q", "");
    for (const [name, value] of chosen) named.append(name, value);
    if (!isOurs() || address.href === location.href) return;
    // The state is somebody else's, such as a router's.
    history[step ? "pushState" : "replaceState"](history.state, "", address);
  }

  return {
    read,
    write,

    /**
     * Name the search that is being typed, once its reader pauses.
     *
     * @param {URLSearchParams} chosen
     */
    follow(chosen) {
      clearTimeout(timer);
      timer = setTimeout(() => write(chosen, !read()), QUIET);
    },
  };
}
