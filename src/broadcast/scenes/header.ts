import type { Rect } from '../picture/sprite.ts'
import { main, type Stage } from './stage.ts'
import { widthOf } from './type.ts'
import { kindWords } from './words.ts'

/** Where the parts of the header stand; `y` of a text is its baseline. */
export interface Header {
  logo: Rect
  title: { x: number; y: number; size: number; most: number }
  /** Of the other language: beside the title, or in the line below. */
  second: { x: number; y: number; size: number; most: number; beside: boolean }
  when: { x: number; y: number; size: number; most: number; align: 'left' | 'right' }
  /** Of air that nobody measured; null where it was measured. */
  label: Rect | null
  /** Null where the label needs the place. */
  clock: Rect | null
  rule: number
}

const labelSize = { wide: 26, tall: 34, square: 26 } as const

/** Height of the label's letters in a shape. */
export const labelSizeOf = ({ shape }: Pick<Stage, 'shape'>): number => labelSize[shape.name]

export function headerOf(stage: Stage): Header {
  const { header } = stage.layout
  const place = { wide, tall, square }[stage.shape.name]
  return place(stage, header, header.x + header.width)
}

function labelAt(stage: Stage, right: number, y: number): Rect | null {
  const { kind } = stage.air
  if (kind === 'reference') return null
  const size = labelSizeOf(stage)
  const width = Math.ceil(widthOf(main(stage, kindWords[kind]), size, 600) + size)
  return { x: right - width, y, width, height: Math.round(size * 1.4) }
}

function wide(stage: Stage, { x, y, width }: Rect, right: number): Header {
  return {
    logo: { x, y: y + 4, width: 68, height: 68 },
    title: { x: x + 90, y: y + 56, size: 54, most: width * 0.6 - 90 },
    second: { x: x + 90, y: y + 56, size: 32, most: 460, beside: true },
    when: { x: right, y: y + 38, size: 34, most: width * 0.38, align: 'right' },
    label: labelAt(stage, right - 180, y + 54),
    clock: { x: right - 170, y: y + 56, width: 170, height: 32 },
    rule: y + 98,
  }
}

function tall(stage: Stage, { x, y, width }: Rect, right: number): Header {
  const alone = stage.language !== 'both'
  const label = labelAt(stage, right, y + 142)
  return {
    logo: { x, y: y + 4, width: 110, height: 110 },
    title: { x: x + 136, y: y + (alone ? 82 : 58), size: 62, most: width - 136 - 190 },
    second: { x: x + 136, y: y + 112, size: 40, most: width - 136, beside: false },
    when: { x, y: y + 180, size: 38, most: label ? width * 0.52 : width, align: 'left' },
    label,
    clock: { x: right - 180, y: y + (alone ? 46 : 22), width: 180, height: 44 },
    rule: y + 208,
  }
}

function square(stage: Stage, { x, y, width }: Rect, right: number): Header {
  const label = labelAt(stage, right, y + 10)
  const taken = label ? label.width + 20 : 170
  return {
    logo: { x, y: y + 4, width: 84, height: 84 },
    title: { x: x + 104, y: y + 46, size: 46, most: width - 104 - taken },
    second: { x: x + 104, y: y + 88, size: 30, most: 400, beside: false },
    when: {
      x: right,
      y: y + 88,
      size: 30,
      most: stage.language === 'both' ? 450 : width - 124,
      align: 'right',
    },
    label,
    clock: label ? null : { x: right - 160, y: y + 18, width: 160, height: 32 },
    rule: y + 108,
  }
}
