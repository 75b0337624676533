import type { Rect } from '../picture/sprite.ts'
import type { DistrictSnapshot } from '../snapshot.ts'
import { main, type Stage } from './stage.ts'
import { type Weight, widthOf } from './type.ts'
import { noData } from './words.ts'

interface LabelLine {
  text: string
  /** Of its middle, and of its baseline. */
  x: number
  y: number
  size: number
  weight: Weight
}

/** What is written in a district. */
export interface MapLabel {
  lines: readonly LabelLine[]
  /** The name is its first line. */
  named: boolean
}

/** Whether a place of the picture lies in the district. */
export type PointTest = (x: number, y: number) => boolean

interface Wanted {
  lines: readonly { text: string; size: number; weight: Weight }[]
  named: boolean
  width: number
  height: number
}

/** From the roomiest to the least that says something; below 24 px it cannot be read from a sofa. */
function wantedOf(stage: Stage, { name, index }: DistrictSnapshot): Wanted[] {
  const words = main(stage, name)
  const known = index === null ? null : String(index)
  const value = (large: number) => ({
    text: known ?? main(stage, noData),
    size: known === null ? 24 : large,
    weight: (known === null ? 400 : 600) as Weight,
  })
  const label = (size: number): Wanted =>
    sized([{ text: words, size, weight: 400 }, value(size * 1.25)], true)
  return [
    label(Math.max(26, Math.round(28 * stage.layout.scale))),
    label(24),
    sized([{ text: known ?? '–', size: 28, weight: 600 }], false),
    sized([{ text: known ?? '–', size: 24, weight: 600 }], false),
  ]
}

function sized(lines: Wanted['lines'], named: boolean): Wanted {
  const width = Math.max(...lines.map(({ text, size, weight }) => widthOf(text, size, weight)))
  return { lines, named, width: width + 8, height: lines.reduce((sum, { size }) => sum + size * 1.1, 4) }
}

/** The best label that lies wholly within the district, as near its middle as can be; null where not even a number does. */
export function spotFor(
  stage: Stage,
  district: DistrictSnapshot,
  box: Rect,
  centre: { x: number; y: number },
  inside: PointTest,
): MapLabel | null {
  for (const wanted of wantedOf(stage, district)) {
    const spot = spotsIn(box, wanted, centre).find(({ x, y }) => holds(x, y, wanted, inside))
    if (spot) return { named: wanted.named, lines: linesAt(wanted, spot) }
  }
  return null
}

/** Middles of the label within the box, the nearest to the centre first. */
function spotsIn(box: Rect, { width, height }: Wanted, centre: { x: number; y: number }) {
  const free = { x: box.width - width, y: box.height - height }
  if (free.x < 0 || free.y < 0) return []
  const steps = (room: number) => Math.min(20, Math.max(1, Math.ceil(room / 4)))
  const [across, down] = [steps(free.x), steps(free.y)]
  const spots = Array.from({ length: (across + 1) * (down + 1) }, (_, i) => ({
    x: box.x + width / 2 + (free.x * (i % (across + 1))) / across,
    y: box.y + height / 2 + (free.y * Math.floor(i / (across + 1))) / down,
  }))
  const far = ({ x, y }: { x: number; y: number }) => (x - centre.x) ** 2 + (y - centre.y) ** 2
  return spots.toSorted((a, b) => far(a) - far(b))
}

/** Points around the label's edge: a bay of the border between two of them is narrower than a letter. */
function holds(x: number, y: number, { width, height }: Wanted, inside: PointTest): boolean {
  const parts = 6
  for (let i = 0; i <= parts; i++) {
    const [along, up] = [x + width * (i / parts - 0.5), y + height * (i / parts - 0.5)]
    if (!inside(along, y - height / 2) || !inside(along, y + height / 2)) return false
    if (!inside(x - width / 2, up) || !inside(x + width / 2, up)) return false
  }
  return true
}

function linesAt({ lines, height }: Wanted, { x, y }: { x: number; y: number }): LabelLine[] {
  let top = y - height / 2 + 2
  return lines.map((line) => {
    const baseline = top + line.size * 0.92
    top += line.size * 1.1
    return { ...line, x, y: baseline }
  })
}
