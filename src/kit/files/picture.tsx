import { cutRound, type Focal, pictureAddress } from './address.ts'
import { type PictureFormat, type Shape, shapeSize, widthsFor } from './widths.ts'

export interface PictureProps {
  sha256: string
  /** Of the picture itself, as `filesOf` and `saveFile` give them. */
  width: number
  height: number
  /** What it says, for those who do not see it; '' for mere ornament. */
  alt: string
  /** A shape to cut it to, round the focal point; without one it is whole. */
  shape?: Shape
  /** Must be that of a use of the file; null is the middle. */
  focal?: Focal | null
  /** How wide it is shown, as in HTML: `(min-width: 60rem) 40rem, 100vw`. */
  sizes?: string
  /** At the top of a page: fetched at once, and before others. */
  first?: boolean
  class?: string
}

/** A picture in every width that is worth it, as AVIF, WebP or JPEG, whichever the browser takes. */
export function Picture(props: PictureProps) {
  const { sha256, alt, shape, focal, sizes = '100vw', first = false } = props
  const cut = shape ? cutRound(shape, focal) : null
  const size = shape ? shapeSize(props, shape) : { width: props.width, height: props.height }
  const at = (width: number, format: PictureFormat) =>
    pictureAddress({ sha256, ...size }, { width, format, cut })
  const set = (format: PictureFormat) =>
    widthsFor(size.width)
      .map((width) => `${at(width, format)} ${Math.min(width, size.width)}w`)
      .join(', ')
  return (
    <picture>
      <source type="image/avif" srcset={set('avif')} sizes={sizes} />
      <source type="image/webp" srcset={set('webp')} sizes={sizes} />
      <img
        class={['picture', props.class, focalClass(focal)].filter(Boolean).join(' ')}
        src={at(960, 'jpeg')}
        srcset={set('jpeg')}
        sizes={sizes}
        width={String(size.width)}
        height={String(size.height)}
        alt={alt}
        loading={first ? 'eager' : 'lazy'}
        fetchpriority={first ? 'high' : undefined}
        decoding="async"
        data-file={sha256}
      />
    </picture>
  )
}

/** Where a style cuts the picture once more, it keeps the same point, to the tenth. */
function focalClass(focal: Focal | null | undefined): string | undefined {
  if (!focal) return undefined
  const tenth = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * 10)
  return `focal-x${tenth(focal.x)} focal-y${tenth(focal.y)}`
}
