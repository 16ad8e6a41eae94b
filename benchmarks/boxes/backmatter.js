/** The request tells what Backmatter searches for, its event that the hits are in the page. */
Object.assign(probe, {
  hit: ".bs-hit",
  none: ".bs-panel[data-state=none]",
  list: ".bs-panel",
});
const send = window.fetch;
window.fetch = (address, options) => {
  const query = new URL(address, location.href).searchParams.get("q");
  if (query) probe.asked(query);
  return send(address, options);
};
addEventListener("search:query", () => probe.answered());
