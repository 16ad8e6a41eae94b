/** Pagefind's own hooks tell what it searches for and when it has drawn a place for each hit; they fill later. */
Object.assign(probe, {
  hit: "a.pf-searchbox-result",
  none: ".pf-searchbox-empty:not([hidden])",
  list: ".pf-searchbox-dropdown",
});
addEventListener("load", () => {
  const instance = PagefindComponents.getInstanceManager().getInstance();
  instance.on("search", (query) => probe.asked(query));
  instance.on("results", () => probe.answered());
});
