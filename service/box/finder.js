import { Failure } from "./client.js";
import { chosenOf, parametersOf, textOf, valuesOf } from "./form.js";

/** Milliseconds after which a reader is told that the search goes on; sooner it would only flicker. */
const SLOW = 200;

/** How many tags are offered before anything is typed. */
const POPULAR = 8;

/**
 * What keeps the panel in step with the form.
 *
 * @param {HTMLFormElement} form
 * @param {import("./client.js").Client} client
 * @param {import("./panel.js").Panel} panel
 * @param {import("./recent.js").Recent} recent
 * @param {import("./address.js").Address} address
 * @param {{hits: number, debounce: number | null}} settings
 * @param {() => void} changed called when the panel shows something else
 * @param {(name: string, detail: object) => void} tell called with the name of an event
 */
export function createFinder(form, client, panel, recent, address, settings, changed, tell) {
  let timer = 0;
  let slow = 0;
  /** When a letter was typed last. */
  let typed = 0;
  let failed = false;
  /** @type {[string, number][] | undefined} */
  let popular;

  const chosen = () => chosenOf(parametersOf(form));
  const searched = () => ({ query: textOf(form), tags: valuesOf(form, "tag"), years: valuesOf(form, "year") });

  /**
   * Something else is to be shown.
   *
   * @param {() => void} show
   */
  function turn(show) {
    clearTimeout(slow);
    panel.wait(false);
    show();
    changed();
  }

  async function ask() {
    slow = setTimeout(() => {
      panel.wait(true);
      changed();
    }, SLOW);
    try {
      const answer = await client.search(parametersOf(form), settings.hits);
      if (!answer) return; // Something else is being asked for, and will be shown.
      failed = false;
      turn(() => panel.answer(answer, popular ?? []));
      const { totalHits: total, milliseconds } = answer;
      tell("search:query", { ...searched(), total, milliseconds });
      if (!total) tell("search:zero", searched());
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      const { message: reason, status } = failure;
      failed = true;
      turn(() => panel.failure(reason === "offline"));
      tell("search:error", { ...searched(), reason, status });
    }
  }

  function stop() {
    clearTimeout(timer);
    clearTimeout(slow);
    client.cancel();
  }

  /** What was lately searched for and which tags there are, as nothing is asked for. */
  async function idle() {
    turn(() => panel.idle(recent.all(), popular ?? []));
    if (popular) return;
    popular = [];
    // Whether the service answers is said when something is asked of it.
    popular = await client.tags(POPULAR).catch(() => undefined);
    if (popular && !chosen().size) idle();
  }

  /** @param {number} pause in milliseconds */
  function show(pause = 0) {
    // An answer under way is to another question from now on.
    stop();
    if (chosen().size) timer = setTimeout(ask, pause);
    else idle();
  }

  return {
    /** Nobody is waiting for an answer any more. */
    stop,

    /** Show what the form says now. */
    show: () => show(),

    /** Another letter was typed. The first after a pause is searched for at once, those that follow swiftly are not. */
    typed() {
      const pause = client.pause();
      const quiet = performance.now() - typed > pause;
      typed = performance.now();
      address.follow(chosen());
      show(settings.debounce ?? (quiet ? 0 : pause));
    },

    /** Something was chosen, to which the back button may return. */
    chose() {
      address.write(chosen(), true);
      show();
    },

    /** Ask again if the last time there was no answer. */
    retry: () => failed && show(),
  };
}
