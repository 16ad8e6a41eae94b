/**
 * @typedef {object} Section
 * @property {string} heading
 * @property {string} url
 * @property {string} snippet
 *
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} url
 * @property {string | null} lang
 * @property {string | null} date
 * @property {string[]} tags
 * @property {{title: string, snippet: string}} _formatted
 * @property {Section[]} _sections
 *
 * @typedef {object} Answer
 * @property {Hit[]} hits
 * @property {number} totalHits
 * @property {Record<string, Record<string, number>>} facetDistribution
 * @property {string} matching
 * @property {string | null} didYouMean
 * @property {string | null} correctedQuery
 * @property {number} milliseconds that it took to come here
 */

/** Milliseconds after which the service counts as away. */
const PATIENCE = 10_000;

/** Milliseconds to wait for the next key: no less than this, no more than that. */
const [SHORTEST, LONGEST] = [30, 150];

/** The service did not answer; *reason* is one of "offline", "unreachable", "status". */
export class Failure extends Error {
  /**
   * @param {"offline" | "unreachable" | "status"} reason
   * @param {number} [status]
   */
  constructor(reason, status = 0) {
    super(reason);
    this.reason = reason;
    this.status = status;
  }
}

/** Asks the service. Only the newest search is ever answered. */
export class Client {
  #service;
  #newest = 0;
  #abort = new AbortController();
  #milliseconds = 60;

  /** @param {string} service its address, without a slash at the end */
  constructor(service) {
    this.#service = service;
  }

  /** Milliseconds to wait for another key before asking: as long as the service takes, so that it is not asked in vain. */
  get pause() {
    return Math.min(LONGEST, Math.max(SHORTEST, this.#milliseconds));
  }

  /** Forget the search under way. */
  cancel() {
    this.#newest += 1;
    this.#abort.abort();
  }

  /**
   * The posts for *parameters*; undefined if something else was asked meanwhile.
   *
   * @param {URLSearchParams} parameters
   * @param {number} hits how many to give
   * @returns {Promise<Answer | undefined>}
   * @throws {Failure}
   */
  async search(parameters, hits) {
    this.cancel();
    const mine = this.#newest;
    this.#abort = new AbortController();
    const query = new URLSearchParams([...parameters, ["hitsPerPage", `${hits}`], ["facets", "tags,year"]]);
    const path = `/api/search?${query}&maxValuesPerFacet=50`;
    const started = performance.now();
    try {
      /** @type {Answer} */
      const answer = await this.#get(path, this.#abort.signal);
      // Aborting is not enough: an answer that has arrived already can no longer be aborted.
      if (mine !== this.#newest) return undefined;
      answer.milliseconds = Math.round(performance.now() - started);
      this.#milliseconds = (this.#milliseconds + answer.milliseconds) / 2;
      return answer;
    } catch (failure) {
      if (mine !== this.#newest) return undefined;
      throw failure;
    }
  }

  /**
   * The names of the most used tags, with the number of their posts.
   *
   * @param {number} limit
   * @returns {Promise<[string, number][]>}
   * @throws {Failure}
   */
  async tags(limit) {
    /** @type {{tags: {name: string, count: number}[]}} */
    const { tags } = await this.#get(`/api/tags?limit=${limit}`);
    return tags.map(({ name, count }) => [name, count]);
  }

  /**
   * @param {string} path
   * @param {AbortSignal} [signal]
   */
  async #get(path, signal) {
    const late = AbortSignal.timeout(PATIENCE);
    let response;
    try {
      response = await fetch(this.#service + path, {
        headers: { Accept: "application/json" },
        signal: signal ? AbortSignal.any([signal, late]) : late,
      });
      if (response.ok) return await response.json();
    } catch {
      throw new Failure(navigator.onLine ? "unreachable" : "offline");
    }
    throw new Failure("status", response.status);
  }
}
