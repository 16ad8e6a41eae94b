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
 *
 * @typedef {ReturnType<typeof createClient>} Client
 */

/** Milliseconds after which the service counts as away. */
const PATIENCE = 10_000;

/** Milliseconds to wait for the next key: no less than this, no more than that. */
const [SHORTEST, LONGEST] = [30, 150];

/** The service did not answer; the message is one of "offline", "unreachable", "status". */
export class Failure extends Error {
  status = 0;
}

/**
 * What asks the service. Only the newest search is ever answered.
 *
 * @param {string} service its address, without a slash at the end
 */
export function createClient(service) {
  let newest = new AbortController();
  let usual = 60;

  /**
   * @param {string} path
   * @param {AbortSignal[]} signals
   */
  async function get(path, ...signals) {
    const signal = AbortSignal.any([...signals, AbortSignal.timeout(PATIENCE)]);
    const failure = new Failure("status");
    try {
      const response = await fetch(service + path, { signal });
      failure.status = response.status;
      if (response.ok) return await response.json();
    } catch {
      failure.message = navigator.onLine ? "unreachable" : "offline";
    }
    throw failure;
  }

  return {
    /** Milliseconds to wait for another key before asking: as long as the service takes, so that few are in vain. */
    pause: () => Math.min(LONGEST, Math.max(SHORTEST, usual)),

    /** Forget the search under way. */
    cancel: () => newest.abort(),

    /**
     * The posts for *parameters*; undefined if something else was asked meanwhile.
     *
     * @param {URLSearchParams} parameters
     * @param {number} hits how many to give
     * @returns {Promise<Answer | undefined>}
     * @throws {Failure}
     */
    async search(parameters, hits) {
      newest.abort();
      newest = new AbortController();
      const { signal } = newest;
      const started = performance.now();
      try {
        const path = `/api/search?${parameters}&hitsPerPage=${hits}&facets=tags,year&maxValuesPerFacet=50`;
        const answer = await get(path, signal);
        // An answer that has arrived can no longer be aborted, so this is asked once more.
        if (signal.aborted) return undefined;
        answer.milliseconds = Math.round(performance.now() - started);
        usual = (usual + answer.milliseconds) / 2;
        return answer;
      } catch (failure) {
        if (signal.aborted) return undefined;
        throw failure;
      }
    },

    /**
     * The names of the most used tags, with the number of their posts.
     *
     * @param {number} limit
     * @returns {Promise<[string, number][]>}
     * @throws {Failure}
     */
    async tags(limit) {
      /** @type {{tags: {name: string, count: number}[]}} */
      const { tags } = await get(`/api/tags?limit=${limit}`);
      return tags.map(({ name, count }) => [name, count]);
    },
  };
}
