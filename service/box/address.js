import { CHOSEN } from "./form.js";

/** Milliseconds of quiet before the address follows what is typed: browsers refuse more than three changes a second. */
const QUIET = 300;

/** The page's address, in which a search can be shared and to which the back button leads. */
export class Address {
  #isOurs;
  #timer = 0;

  /** @param {() => boolean} isOurs whether the address is this box's to read and to write */
  constructor(isOurs) {
    this.#isOurs = isOurs;
  }

  /** The search that it names; null if it names none.
   *
   * @returns {URLSearchParams | null}
   */
  read() {
    const given = new URLSearchParams(location.search);
    // Without q, a page's own ?tag= is not ours.
    if (!this.#isOurs() || !given.has("q")) return null;
    return new URLSearchParams([...given].filter(([name]) => CHOSEN.includes(name)));
  }

  /**
   * Name the search that is being typed, once its reader pauses.
   *
   * @param {URLSearchParams} chosen
   */
  follow(chosen) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.write(chosen, this.read() === null), QUIET);
  }

  /**
   * Name a search, or none if nothing is chosen.
   *
   * @param {URLSearchParams} chosen
   * @param {boolean} step whether the back button leads to what was before
   */
  write(chosen, step) {
    clearTimeout(this.#timer);
    const address = new URL(location.href);
    for (const name of CHOSEN) address.searchParams.delete(name);
    if (chosen.size && !chosen.has("q")) address.searchParams.set("q", "");
    for (const [name, value] of chosen) address.searchParams.append(name, value);
    if (!this.#isOurs() || address.href === location.href) return;
    // The state is somebody else's, such as a router's.
    history[step ? "pushState" : "replaceState"](history.state, "", address);
  }
}
