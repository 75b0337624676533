export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** A dot and the size of the label that wants to stand on it or beside it. */
export interface Spot {
  x: number
  y: number
  width: number
  height: number
}

export const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const inside = (box: Box, within: Box) =>
  box.x >= within.x &&
  box.y >= within.y &&
  box.x + box.width <= within.x + within.width &&
  box.y + box.height <= within.y + within.height

export const dotBox = ({ x, y }: { x: number; y: number }, radius: number): Box => ({
  x: x - radius,
  y: y - radius,
  width: 2 * radius,
  height: 2 * radius,
})

const cell = 48

/** Boxes by the squares they touch, so that a map of thousands of dots asks only its neighbours. */
class Ground {
  readonly #squares = new Map<string, Box[]>()

  add(box: Box): void {
    for (const key of this.#touched(box)) this.#squares.set(key, [...(this.#squares.get(key) ?? []), box])
  }

  *#touched(box: Box): Generator<string> {
    for (let column = Math.floor(box.x / cell); column * cell < box.x + box.width; column++)
      for (let row = Math.floor(box.y / cell); row * cell < box.y + box.height; row++)
        yield `${column} ${row}`
  }

  /** Whether anything but `own` stands in the way. */
  taken(box: Box, own?: Box): boolean {
    for (const key of this.#touched(box))
      if (this.#squares.get(key)?.some((other) => other !== own && overlap(box, other))) return true
    return false
  }
}

/**
 * Where each label stands, or null where it cannot be read without covering another label or another dot. Labels of
 * earlier spots go first. With `centred` a label may stand on its own dot; beside it there are eight places.
 * @param within the drawing's ground, which no label leaves
 * @param taken boxes that stood there before
 */
export function placeLabels(
  spots: readonly Spot[],
  within: Box,
  options: { radius: number; centred?: boolean; taken?: readonly Box[] },
): (Box | null)[] {
  const { radius, centred, taken = [] } = options
  const ground = new Ground()
  for (const box of taken) ground.add(box)
  const dots = spots.map((spot) => dotBox(spot, radius))
  for (const dot of dots) ground.add(dot)
  return spots.map((spot, at) => {
    const fits = (box: Box, own?: Box) => inside(box, within) && !ground.taken(box, own)
    const centre = boxAt(spot, 0, 0, 0)
    const found =
      centred && fits(centre, dots[at])
        ? centre
        : beside.map(([dx, dy]) => boxAt(spot, dx, dy, radius + 1)).find((box) => fits(box))
    if (found) ground.add(found)
    return found ?? null
  })
}

/** Right, left, above, below, then the corners. */
const beside = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
] as const

function boxAt({ x, y, width, height }: Spot, dx: number, dy: number, gap: number): Box {
  return {
    x: x - width / 2 + dx * (width / 2 + gap),
    y: y - height / 2 + dy * (height / 2 + gap),
    width,
    height,
  }
}
