/**
 * What the attributes of the element say.
 *
 * @typedef {object} Settings
 * @property {string} service its address, without a slash at the end
 * @property {boolean} dialog whether the search opens in a dialog
 * @property {"light" | "dark" | null} scheme null for that of the page around it
 * @property {readonly string[]} shortcuts that open the search
 * @property {boolean} address whether the page's address names the search
 * @property {boolean} recent whether recent searches are kept
 * @property {number} hits how many are shown
 * @property {number | null} debounce milliseconds; null for as long as the service takes to answer
 * @property {string | null} link a pattern for hits' addresses
 * @property {boolean} highlight whether links lead to the passage
 * @property {string | null} report a pattern for the address where a missing post can be reported
 * @property {string | null} strings the address of the site's own texts
 * @property {boolean} beacon whether the service is told what is chosen
 * @property {boolean} styles whether the stylesheet is added to the page
 */

/**
 * @param {Element} element
 * @returns {Settings}
 */
export function settingsOf(element) {
  const get = (/** @type {string} */ name) => element.getAttribute(name);
  const on = (/** @type {string} */ name) => get(name) !== "off";
  const [scheme, src, debounce] = [get("theme"), get("src"), get("debounce")];
  return {
    service: new URL(src || ".", src ? document.baseURI : import.meta.url).href.replace(/\/+$/, ""),
    dialog: get("mode") === "dialog",
    scheme: scheme === "light" || scheme === "dark" ? scheme : null,
    shortcuts: (get("shortcuts") ?? "/ mod+k").split(" ").filter(Boolean),
    address: on("address"),
    recent: on("recent"),
    hits: Number(get("hits")) || 8,
    debounce: debounce ? Number(debounce) : null,
    link: get("link"),
    highlight: on("highlight"),
    report: get("report"),
    strings: get("strings"),
    beacon: element.hasAttribute("beacon"),
    styles: on("styles"),
  };
}
