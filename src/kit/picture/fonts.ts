import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { SKRSContext2D } from '@napi-rs/canvas'

export type Context = SKRSContext2D
type Canvas = typeof import('@napi-rs/canvas')

/** The weights that pictures use, and the folder of the font package each lies in. */
const folders = { 300: '300Light', 400: '400Regular', 600: '600SemiBold' } as const
export type Weight = keyof typeof folders

/** Where the font of a weight lies. */
export function fontFile(weight: Weight): string {
  const home = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  return join(home, folders[weight], `NotoSansSC_${folders[weight]}.ttf`)
}

let loading: Promise<Canvas> | undefined

/**
 * The drawing library with our fonts. Both are loaded when the first picture is asked for, never at the start of the
 * program: together they take longer than everything else that a start needs.
 */
export const drawing = (): Promise<Canvas> => (loading ??= load())

async function load(): Promise<Canvas> {
  const canvas = await import('@napi-rs/canvas')
  for (const weight of [300, 400, 600] as const)
    canvas.GlobalFonts.registerFromPath(fontFile(weight), `Lantian ${weight}`)
  return canvas
}

/** The `font` of a context, once `drawing()` has loaded. */
export const fontOf = (size: number, weight: Weight): string => `${size}px "Lantian ${weight}"`
