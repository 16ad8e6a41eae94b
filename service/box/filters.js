import { element } from "./element.js";
import { choose, inputOf, valuesOf } from "./form.js";

/** How many tags are offered besides those that are chosen. */
const TAGS = 6;

/**
 * What narrows the posts: tags to switch on and off, and years from and to.
 *
 * @param {HTMLFormElement} form keeps what is chosen
 * @param {import("./strings.js").Strings} strings
 * @param {() => void} changed called when the reader has chosen something
 */
export function createFilters(form, strings, changed) {
  /**
   * @param {string} name
   * @param {readonly string[]} values
   */
  function change(name, values) {
    choose(form, name, values);
    changed();
  }

  return {
    /**
     * A switch for each tag, the most used first.
     *
     * @param {Iterable<[string, number]>} counts
     * @param {boolean} [instead] whether a tag is offered instead of what was typed
     */
    tags(counts, instead) {
      const chosen = valuesOf(form, "tag");
      const counted = [...counts].filter(([name], place) => place < TAGS || chosen.includes(name));
      const known = counted.map(([name]) => name);
      for (const name of chosen) if (!known.includes(name)) counted.unshift([name, 0]);
      return counted.map(([name, count]) => {
        const click = () => {
          if (instead) inputOf(form).value = "";
          // Another switch may have been pressed since this one was drawn.
          const chosen = valuesOf(form, "tag");
          change("tag", chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
        };
        return element(
          "button",
          { type: "button", class: "bs-chip", "aria-pressed": chosen.includes(name), "data-key": `tag ${name}`, click },
          element("bdi", { class: "bs-name" }, name),
          " ",
          element("span", { class: "bs-count" }, `${count}`),
        );
      });
    },

    /**
     * From which year and to which; nothing if all posts are of one.
     *
     * @param {readonly string[]} counted
     * @returns {Node[]}
     */
    years(counted) {
      const chosen = valuesOf(form, "year").sort();
      const years = [...new Set([...counted, ...chosen])].sort();
      if (years.length < 2) return [];

      /**
       * @param {string} key
       * @param {number} end of the years, where there is no need to choose
       */
      const select = (key, end) => {
        const offered = years.filter((year) => year !== years.at(end));
        const options = offered.map((year) => element("option", {}, year));
        const any = element("option", { value: "" }, strings.say("any"));
        const made = element("select", { "data-key": key, change: narrow }, any, ...options);
        const value = chosen.at(end) ?? "";
        made.value = value === years.at(end) ? "" : value;
        return made;
      };
      const narrow = () => {
        const [first, last] = [from.value, to.value || "9999"];
        const wanted = years.filter((year) => first <= year && year <= last);
        change("year", wanted.length < years.length ? wanted : []);
      };
      const [from, to] = [select("from", 0), select("to", -1)];
      const labelled = [from, to].map((one) =>
        element("label", { class: "bs-year" }, element("span", {}, strings.say(`${one.dataset.key}`)), one),
      );
      return [element("span", { class: "bs-years" }, ...labelled)];
    },
  };
}
