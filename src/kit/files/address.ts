import { type Cut, type PictureFormat, percent, type Shape, variantName, widthsFor } from './widths.ts'

/** Where a file is read. The name is for people: the file goes out under the name of its use. */
export const fileAddress = ({ sha256, name }: { sha256: string; name: string }) =>
  `/files/${sha256}/${encodeURIComponent(name)}`

export interface Focal {
  x: number
  y: number
}

/** The cut to a shape round a focal point in parts of width and height, the middle where there is none. */
export function cutRound(shape: Shape, focal: Focal | null | undefined): Cut {
  return { shape, x: percent(focal?.x ?? 0.5), y: percent(focal?.y ?? 0.5) }
}

/**
 * Where a picture is read in a size: the nearest that is not smaller, where it has one.
 * @param picture `width` is that of the cut, where there is one
 */
export function pictureAddress(
  picture: { sha256: string; width: number },
  asked: { width: number; format: PictureFormat; cut?: Cut | null },
): string {
  const there = widthsFor(picture.width)
  const nearest = there.find((each) => each >= asked.width) ?? there.at(-1)!
  return `/pictures/${picture.sha256}/${variantName({ width: nearest, format: asked.format, cut: asked.cut ?? null })}`
}
