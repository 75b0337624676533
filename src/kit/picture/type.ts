import { type Context, fontOf, type Weight } from './fonts.ts'

export interface TextStyle {
  size: number
  weight?: Weight
  colour: string
  align?: 'left' | 'right'
  /** Widest allowed: the text shrinks down to `least`, then it is cut. */
  most?: number
  least?: number
}

interface Run {
  text: string
  low: boolean
}

/** Lowered digits are small, and stand this part of the size below the line. */
const lowSize = 0.62
const lowBy = 0.16

/** The font has no lowered digits: "PM₂.₅" is "PM" and a small "2.5". */
function runsOf(text: string): Run[] {
  return text.split(/([₀-₉]+(?:\.[₀-₉]+)*)/u).flatMap((part, i): Run[] => {
    if (part === '') return []
    const digits = part.replace(/[₀-₉]/gu, (digit) => String(digit.codePointAt(0)! - 0x2080))
    return [i % 2 === 1 ? { text: digits, low: true } : { text: part, low: false }]
  })
}

function runWidth(context: Context, { text, low }: Run, size: number, weight: Weight): number {
  context.font = fontOf(low ? size * lowSize : size, weight)
  return context.measureText(text).width
}

/** Width of a line of text in pixels. */
export const widthOf = (context: Context, text: string, size: number, weight: Weight = 400): number =>
  runsOf(text).reduce((sum, run) => sum + runWidth(context, run, size, weight), 0)

/** The largest size at which a text keeps within `most`, from `size` down to `least`. */
export function fitted(
  context: Context,
  text: string,
  size: number,
  weight: Weight,
  most: number,
  least = 20,
): number {
  const width = widthOf(context, text, size, weight)
  return width <= most ? size : Math.max(Math.min(least, size), Math.floor((size * most) / width))
}

/** A text cut to a width, with an ellipsis where it had to be. */
export function cut(context: Context, text: string, size: number, weight: Weight, most: number): string {
  if (widthOf(context, text, size, weight) <= most) return text
  const characters = [...text]
  // Halving, for a name may be very long.
  let kept = 0
  for (let step = characters.length; step >= 1; step = step === 1 ? 0 : Math.ceil(step / 2)) {
    const longer = `${characters.slice(0, kept + step).join('')}…`
    if (kept + step < characters.length && widthOf(context, longer, size, weight) <= most) kept += step
  }
  return `${characters.slice(0, kept).join('').trimEnd()}…`
}

/** Writes one line; `y` is its baseline. Returns the width it took. */
export function write(context: Context, text: string, x: number, y: number, style: TextStyle): number {
  const { weight = 400, colour, align = 'left', most = Number.POSITIVE_INFINITY, least } = style
  const size = fitted(context, text, style.size, weight, most, least)
  const line = cut(context, text, size, weight, most)
  const width = widthOf(context, line, size, weight)
  context.fillStyle = colour
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  let at = align === 'right' ? x - width : x
  for (const run of runsOf(line)) {
    const taken = runWidth(context, run, size, weight)
    context.fillText(run.text, at, run.low ? y + size * lowBy : y)
    at += taken
  }
  return width
}

/** Chinese may break after any character but not before these, English only at blanks. */
const neverFirst = /^[，。、；：？！）》」』”’…%℃·,.;:?!)\]]/u
const units = /[A-Za-z0-9₀-₉³.,'’%+–−/-]+|\s+|./gu

/** Breaks a text into lines no wider than `most`. */
export function broken(context: Context, text: string, size: number, weight: Weight, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const [unit] of text.matchAll(units)) {
    const longer = line + unit
    if (widthOf(context, longer.trimEnd(), size, weight) <= most || line === '' || neverFirst.test(unit))
      line = longer
    else {
      lines.push(line.trimEnd())
      line = unit.trimStart()
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}
