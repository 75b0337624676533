/** Widths in thousandths of the type size, after Verdana, which is wide: a narrower font leaves a little air. */
const widths: [RegExp, number][] = [
  [/[ijlI.,:;'|!()[\]]/, 430],
  [/[ ft/\\-]/, 420],
  [/[mwMW@%]/, 1000],
  [/[A-Z]/, 700],
  [/[0-9]/, 636],
  [/[\u0021-\u024f]/, 620],
  [/[₀-₉]/, 400],
  [/\p{M}/u, 0],
]

/** Width of a text in pixels at a type size, near enough to make room for it: Chinese is as wide as high. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, sign) => sum + (widths.find(([of]) => of.test(sign))?.[1] ?? 1000), 0) *
  (size / 1000)

/** A text cut to a width, with an ellipsis where it had to be. */
export function cutTo(text: string, size: number, most: number): string {
  if (textWidth(text, size) <= most) return text
  const signs = [...text.slice(0, 500)]
  while (signs.length > 1 && textWidth(`${signs.join('')}…`, size) > most) signs.pop()
  return `${signs.join('').trimEnd()}…`
}
