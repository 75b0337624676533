import { z } from 'zod'
import { Input } from '../../html/form.tsx'
import { isDay } from '../../time.ts'
import { day as daySchema } from '../../web/asked.ts'
import type { Words } from '../../words.ts'
import { type FieldOptions, fieldOf, type Kind, Unread } from '../kind.ts'

/** `2026/1/5`, `2026.1.5` and `2026年1月5日` as people write them in tables. */
const written = (text: string) => {
  const [, year, month, date] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  return year ? `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}` : text
}

const dayKind: Kind<string> = {
  name: 'day',
  column: 'text',
  schema: daySchema.meta({ format: 'date' }),
  parse: written,
  write: (value) => value,
  show: (value) => <time datetime={value}>{value}</time>,
  filter: { kind: 'range' },
  control: ({ look, text, words, ...rest }) => (
    // What is no day would be dropped by a date control: it is shown as it was typed.
    <Input
      {...rest}
      language={look.language}
      label={words}
      value={text}
      type={text === '' || isDay(text) ? 'date' : 'text'}
    />
  ),
}

/** A day of the calendar. */
export const day = <const O extends FieldOptions>(words: Words, options?: O) =>
  fieldOf(dayKind, words, options)

/** To the minute as people type it, and further only where there are seconds, which saving again must not lose. */
const localOf = (value: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(value)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString(value % 60_000 === 0 ? { smallestUnit: 'minute' } : {})

/** The largest instant that a date can be made of. */
const farthest = 8_640_000_000_000_000

const instantKind: Kind<number> = {
  name: 'instant',
  column: 'whole',
  schema: z.int().min(-farthest).max(farthest).meta({ description: 'milliseconds since 1970-01-01T00:00Z' }),
  parse(text, { zone }) {
    try {
      if (/(Z|[+-]\d\d:?\d\d)$/i.test(text)) return Temporal.Instant.from(text).epochMilliseconds
      return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(zone).epochMilliseconds
    } catch {
      return new Unread('不是时刻，例如 2026-11-25 18:00', 'is not a time such as 2026-11-25 18:00')
    }
  },
  write: (value, { zone }) => localOf(value, zone),
  show: (value, { zone }) => (
    <time datetime={Temporal.Instant.fromEpochMilliseconds(value).toString()}>
      {localOf(value, zone).replace('T', ' ')}
    </time>
  ),
  control: ({ look, text, words, ...rest }) => (
    <Input
      {...rest}
      language={look.language}
      label={words}
      value={text}
      type={
        text === '' || /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(text)
          ? 'datetime-local'
          : 'text'
      }
    />
  ),
}

/** A moment, typed and shown in the centre's time. */
export const instant = <const O extends FieldOptions>(words: Words, options?: O) =>
  fieldOf(instantKind, words, options)
