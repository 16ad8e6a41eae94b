/**
 * Whether the page around *element* is light or dark, as the colour of its text tells.
 *
 * The reader's system does not: many blogs have one look only, and many a switch of their own.
 *
 * @param {Element} element
 * @returns {"light" | "dark"}
 */
export function schemeAround(element) {
  const color = getComputedStyle(element.parentElement ?? element).color;
  return lightness(color) > 0.5 ? "dark" : "light";
}

/**
 * About how light a computed colour is, from 0 to 1.
 *
 * @param {string} color
 */
function lightness(color) {
  const [first = 0, second = 0, third = 0] = (color.match(/(?<![\w.-])[\d.]+/g) ?? []).map(Number);
  if (/^ok/.test(color)) return first;
  if (/^l/.test(color)) return first / 100;
  const luma = 0.3 * first + 0.59 * second + 0.11 * third;
  return color.startsWith("rgb") ? luma / 255 : luma;
}
