import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { Context } from '../picture/sprite.ts'

/** The weights that are used, and the folder of the font package each lies in. */
const folders = { 300: '300Light', 400: '400Regular', 600: '600SemiBold' } as const
export type Weight = keyof typeof folders

const loaded = new Set<Weight>()

/** A weight's font: read from disk when it is first asked for, never at the start of the program. */
function family(weight: Weight): string {
  const name = `Lantian ${weight}`
  if (!loaded.has(weight)) {
    const home = dirname(
      createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
    )
    GlobalFonts.registerFromPath(join(home, folders[weight], `NotoSansSC_${folders[weight]}.ttf`), name)
    loaded.add(weight)
  }
  return name
}

export const fontOf = (size: number, weight: Weight): string => `${size}px "${family(weight)}"`

let ruler: Context | undefined

/** Width of a text in pixels. */
export function widthOf(text: string, size: number, weight: Weight): number {
  ruler ??= createCanvas(16, 16).getContext('2d')
  ruler.font = fontOf(size, weight)
  return ruler.measureText(text).width
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
const units = /[A-Za-z0-9₀-₉³.,%+–−/-]+|\s+|./gu

/** Breaks a text into lines no wider than `most`. */
export function broken(text: string, size: number, weight: Weight, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const [unit] of text.matchAll(units)) {
    const longer = line + unit
    if (widthOf(longer.trimEnd(), size, weight) <= most || line === '' || neverFirst.test(unit)) line = longer
    else {
      lines.push(line.trimEnd())
      line = unit.trimStart()
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}
