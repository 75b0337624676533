import { z } from 'zod'
import { Input } from '../../html/form.tsx'
import type { Words } from '../../words.ts'
import { type FieldOptions, fieldOf, type Kind, Unread } from '../kind.ts'

export interface Place {
  /** Degrees north and east, WGS 84. */
  lat: number
  lon: number
}

const written = ({ lat, lon }: Place) => `${lat}, ${lon}`

const placeKind: Kind<Place> = {
  name: 'place',
  column: 'text',
  schema: z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }),
  parse(typed) {
    const [, lat, lon] =
      /^(-?\d{1,3}(?:\.\d{1,12})?)\s*[,，\s]\s*(-?\d{1,3}(?:\.\d{1,12})?)$/.exec(typed) ?? []
    if (lat === undefined)
      return new Unread(
        '不是“纬度, 经度”，例如 39.9042, 116.4074',
        'is not “latitude, longitude” such as 39.9042, 116.4074',
      )
    if (Math.abs(Number(lat)) > 90 || Math.abs(Number(lon)) > 180)
      return new Unread(
        '超出地球的范围：纬度 ±90，经度 ±180',
        'is off the earth: latitude ±90, longitude ±180',
      )
    return { lat: Number(lat), lon: Number(lon) }
  },
  write: written,
  show: (value) => written(value),
  store: ({ lat, lon }) => JSON.stringify({ lat, lon }),
  restore: (kept) => JSON.parse(String(kept)),
  control: ({ look, text, words, help, ...rest }) => (
    <Input
      {...rest}
      language={look.language}
      label={words}
      help={help ?? { zh: '纬度, 经度（WGS 84，度）', en: 'Latitude, longitude (WGS 84, degrees)' }}
      value={text}
      max={60}
    />
  ),
}

/** A point on the map. */
export const place = <const O extends FieldOptions>(words: Words, options?: O) =>
  fieldOf(placeKind, words, options)
