/** Widths in which pictures are made; no others, so that nobody can have a thousand made. */
export const pictureWidths = [160, 320, 480, 640, 960, 1280, 1920, 2560] as const
export const pictureFormats = ['avif', 'webp', 'jpeg'] as const
export type PictureFormat = (typeof pictureFormats)[number]

/** Shapes that a picture is cut to, as width by height. */
export const shapes = {
  wide: [16, 9],
  landscape: [3, 2],
  square: [1, 1],
  portrait: [3, 4],
  card: [1200, 630],
} as const
export type Shape = keyof typeof shapes

/** A shape, and the point in per cent that it keeps. */
export interface Cut {
  shape: Shape
  x: number
  y: number
}

export interface Variant {
  width: number
  format: PictureFormat
  cut: Cut | null
}

/** Part of a length as whole per cent, within the picture. */
export const percent = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * 100)

interface Size {
  width: number
  height: number
}

/** The largest piece of a shape in a picture, at least one pixel each way. */
export function shapeSize({ width, height }: Size, shape: Shape): Size {
  const [across, down] = shapes[shape]
  const byWidth = Math.round((width * down) / across)
  return byWidth <= height
    ? { width, height: Math.max(1, byWidth) }
    : { width: Math.max(1, Math.min(width, Math.round((height * across) / down))), height }
}

/** The widths worth having of a picture so wide: all that are smaller, and the first that is not. */
export function widthsFor(width: number): number[] {
  const first = pictureWidths.findIndex((each) => each >= width)
  return first < 0 ? [...pictureWidths] : pictureWidths.slice(0, first + 1)
}

/** `640.avif`, or `640-wide-30-70.avif` where it is cut. */
export const variantName = ({ width, format, cut }: Variant) =>
  `${width}${cut ? `-${cut.shape}-${cut.x}-${cut.y}` : ''}.${format}`

/** Reads such a name; null for what no name of ours is. */
export function parseVariant(name: string): Variant | null {
  const found = /^(\d{2,4})(?:-([a-z]{1,10})-(\d{1,3})-(\d{1,3}))?\.([a-z]{1,5})$/.exec(name)
  if (!found) return null
  const [, width, shape, x, y, format] = found
  const variant = {
    width: Number(width),
    format: format as PictureFormat,
    cut: shape === undefined ? null : { shape: shape as Shape, x: Number(x), y: Number(y) },
  }
  const { cut } = variant
  const fits =
    pictureWidths.some((each) => each === variant.width) &&
    pictureFormats.includes(variant.format) &&
    (cut === null || (Object.hasOwn(shapes, cut.shape) && cut.x <= 100 && cut.y <= 100))
  // "007" and "7" would be two names of one thing.
  return fits && variantName(variant) === name ? variant : null
}
