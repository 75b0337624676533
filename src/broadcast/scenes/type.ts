import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { fontFile, type Weight } from '../../kit/picture/fonts.ts'
import type { Context } from '../picture/sprite.ts'

export type { Weight }

const loaded = new Set<Weight>()

/** A weight's font: read from disk when it is first asked for, never at the start of the program. */
function family(weight: Weight): string {
  const name = `Lantian ${weight}`
  if (!loaded.has(weight)) {
    GlobalFonts.registerFromPath(fontFile(weight), name)
    loaded.add(weight)
  }
  return name
}

export const fontOf = (size: number, weight: Weight): string => `${size}px "${family(weight)}"`

/** In this font a curly apostrophe is as wide as a Chinese character: between Latin letters the straight one is set. */
export const typeset = (text: string): string =>
  text.replace(/(?<=[\p{Script=Latin}\d])[‘’](?=[\p{Script=Latin}\d\s]|$)/gu, "'")

let ruler: Context | undefined

/** The font has no subscript figures: they are set small and low, as in PM₂.₅. */
const lowered = /[₀-₉](?:[₀-₉]|\.(?=[₀-₉]))*/g
export const subscript = { size: 0.62, drop: 0.14 }

/** A stretch of text in one size; `low` is a subscript, in plain figures. */
export interface Run {
  text: string
  low: boolean
}

/** What is really drawn for a text: its straight apostrophes, and its subscripts apart. */
export function runsOf(text: string): Run[] {
  const said = typeset(text)
  const runs: Run[] = []
  let at = 0
  for (const { 0: found, index } of said.matchAll(lowered)) {
    if (index > at) runs.push({ text: said.slice(at, index), low: false })
    runs.push({ text: found.replace(/[₀-₉]/g, plainFigure), low: true })
    at = index + found.length
  }
  if (at < said.length) runs.push({ text: said.slice(at), low: false })
  return runs
}

const plainFigure = (figure: string) => String(figure.charCodeAt(0) - 0x2080)

/** Width of a text in pixels. */
export function widthOf(text: string, size: number, weight: Weight): number {
  ruler ??= createCanvas(16, 16).getContext('2d')
  let width = 0
  for (const { text: said, low } of runsOf(text)) {
    ruler.font = fontOf(low ? size * subscript.size : size, weight)
    width += ruler.measureText(said).width
  }
  return width
}

/** The largest size at which a text keeps within a width, from `size` down to `least`. */
export function fitted(text: string, size: number, weight: Weight, most: number, least = 24): number {
  const width = widthOf(text, size, weight)
  return width <= most ? size : Math.max(least, Math.floor((size * most) / width))
}

/** A text cut to a width, with an ellipsis where it had to be. */
export function cut(text: string, size: number, weight: Weight, most: number): string {
  if (widthOf(text, size, weight) <= most) return text
  const characters = [...text]
  while (characters.length > 1 && widthOf(`${characters.join('')}…`, size, weight) > most) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

/** Chinese may break after any character but not before these, English only at blanks. */
const neverFirst = /^[，。、；：？！）》」』”’…%℃·,.;:?!)\]]/u
/** Nor after these. */
const neverLast = /[（《「『“‘([]$/u
const units = /[\p{Script=Latin}\d₀-₉³.,%+–−/'’-]+|\s+|./gu

/** Breaks a text into lines no wider than `most`; a word that is wider by itself is broken where it must be. */
export function broken(text: string, size: number, weight: Weight, most: number): string[] {
  const fits = (pieces: readonly string[]) => widthOf(pieces.join('').trim(), size, weight) <= most
  const pieces = [...text.matchAll(units)].flatMap(([unit]) => (fits([unit]) ? [unit] : [...unit]))
  const lines: string[][] = [[]]
  for (const piece of pieces) {
    const line = lines.at(-1)!
    if (line.length === 0 || fits([...line, piece])) line.push(piece)
    else lines.push([...carried(line, piece), piece])
  }
  return lines.map((line) => line.join('').trim()).filter((line) => line !== '')
}

/** What has to go to the next line with `piece`, because one may not stand without the other. */
function carried(line: string[], piece: string): string[] {
  const taken: string[] = []
  while (line.length > 1 && (neverFirst.test(taken[0] ?? piece) || neverLast.test(line.at(-1)!)))
    taken.unshift(line.pop()!)
  return taken
}

/** As `broken`, with lines of like length: no last line of one word. */
export function balanced(text: string, size: number, weight: Weight, most: number): string[] {
  let best = broken(text, size, weight, most)
  if (best.length < 2) return best
  const words = [...text.matchAll(units)].map(([unit]) => widthOf(unit, size, weight))
  let [low, high] = [Math.max(most / 2, Math.min(most, Math.max(...words) + 1)), most]
  for (let i = 0; i < 6; i++) {
    const middle = (low + high) / 2
    const lines = broken(text, size, weight, middle)
    if (lines.length === best.length) [best, high] = [lines, middle]
    else low = middle
  }
  return best
}

/** A text set into at most so many lines. */
export interface SetText {
  lines: readonly string[]
  size: number
}

/** From one baseline to the next, for one pixel of size. */
export const lineHeight = 1.35

/**
 * The largest size, down to `least`, at which a text takes at most `count` lines, and no more than `height`; where even
 * that is too large it is cut.
 */
export function settled(
  text: string,
  style: { size: number; weight: Weight; most: number; count: number; least?: number; height?: number },
): SetText {
  const { weight, most, count, least = 24, height = Number.POSITIVE_INFINITY } = style
  for (let size = style.size; size > least; size = Math.floor(size * 0.94)) {
    const { length } = broken(text, size, weight, most)
    if (length <= count && length * size * lineHeight <= height)
      return { lines: balanced(text, size, weight, most), size }
  }
  const lines = broken(text, least, weight, most)
  const rest = lines.slice(count - 1).join(' ')
  return {
    lines: [...lines.slice(0, count - 1), cut(rest, least, weight, most)].filter(Boolean),
    size: least,
  }
}
