/** Pixels below the form that will do, even if there are more above. */
const ENOUGH = 240;

/**
 * The panel below an inline form, in the browser's top layer: no theme's overflow or z-index reaches it there.
 *
 * @param {HTMLElement} form
 * @param {HTMLElement} panel
 */
export function createDropdown(form, panel) {
  /** @type {AbortController | undefined} */
  let following;
  panel.popover = "manual";
  form.after(panel);

  /** Tell the style where the form is and how much room there is below it, or else above it; in pixels. */
  function place() {
    const { left: x, top, bottom, width: w } = form.getBoundingClientRect();
    const room = visualViewport?.height ?? innerHeight;
    const above = room - bottom < ENOUGH && top > room - bottom;
    panel.toggleAttribute("data-above", above);
    for (const [name, pixels] of Object.entries(
      above ? { x, w, y: room - top, h: top } : { x, w, y: bottom, h: room - bottom },
    )) {
      panel.style.setProperty(`--bs-${name}`, `${Math.round(pixels)}px`);
    }
  }

  function close() {
    following?.abort();
    following = undefined;
    if (panel.isConnected) panel.hidePopover();
  }

  return {
    close,

    open() {
      if (!following) {
        following = new AbortController();
        const { signal } = following;
        panel.showPopover();
        addEventListener("scroll", place, { capture: true, passive: true, signal });
        for (const target of [window, visualViewport]) target?.addEventListener("resize", place, { signal });
      }
      place();
    },

    /** It says nothing itself. */
    speak() {},

    /** Leave nothing behind. */
    undo() {
      close();
      panel.remove();
    },
  };
}
