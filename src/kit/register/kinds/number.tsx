import { z } from 'zod'
import { Input } from '../../html/form.tsx'
import type { Language, Words } from '../../words.ts'
import { type FieldOptions, fieldOf, type Kind, Unread } from '../kind.ts'

interface NumberOptions extends FieldOptions {
  min?: number
  max?: number
}

interface DecimalOptions extends NumberOptions {
  /** Unit, such as `kg`. */
  unit: string
  /** Digits behind the point. */
  scale: number
}

/** A whole number of steps of 10^-scale as text: 1234 with scale 2 is `12.34`. */
export function stepsAsText(steps: number, scale: number): string {
  if (scale === 0) return String(steps)
  const digits = String(Math.abs(steps)).padStart(scale + 1, '0')
  return `${steps < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** The number of steps that a text says, exactly; null for what is no such number. Thousands may be parted by commas. */
export function textAsSteps(text: string, scale: number): number | null {
  const plain = text.normalize('NFKC').replaceAll(/(?<=\d),(?=\d{3}(\D|$))/g, '')
  const [, sign, whole, , part = ''] = /^([-+]?)(\d{1,16})(\.(\d+))?$/.exec(plain) ?? []
  if (whole === undefined || part.replace(/0+$/, '').length > scale) return null
  const steps = Number(`${whole}${part.slice(0, scale).padEnd(scale, '0')}`)
  if (!Number.isSafeInteger(steps)) return null
  return sign === '-' && steps !== 0 ? -steps : steps
}

const grouped = (text: string) => text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')

function stepsKind(
  name: string,
  {
    min,
    max,
    scale,
    unit,
  }: { min?: number | undefined; max?: number | undefined; scale: number; unit?: Record<Language, string> },
  wrong: () => Unread,
): Kind<number> {
  // Rounded, as 1.15 times a hundred is a little less than 115 to a computer.
  const low = min === undefined ? Number.MIN_SAFE_INTEGER : Math.round(min * 10 ** scale)
  const high = max === undefined ? Number.MAX_SAFE_INTEGER : Math.round(max * 10 ** scale)
  const schema = z.int().min(low).max(high)
  return {
    name,
    column: 'whole',
    schema:
      scale === 0
        ? schema
        : schema.meta({ description: `in steps of ${stepsAsText(1, scale)} ${unit?.en ?? ''}`.trim() }),
    parse(text) {
      const steps = textAsSteps(text, scale)
      if (steps === null) return wrong()
      if (steps < low) return new Unread(`不能小于 ${min}`, `must not be below ${min}`)
      if (steps > high) return new Unread(`不能大于 ${max}`, `must not be above ${max}`)
      return steps
    },
    write: (value) => stepsAsText(value, scale),
    show: (value, { language }) => `${grouped(stepsAsText(value, scale))}${unit ? ` ${unit[language]}` : ''}`,
    filter: { kind: 'range' },
    numeric: true,
    ...(unit ? { unit } : {}),
    control: ({ look, text, words, ...rest }) => {
      const label = unit ? { zh: `${words.zh}（${unit.zh}）`, en: `${words.en} (${unit.en})` } : words
      return <Input {...rest} language={look.language} label={label} value={text} max={24} />
    },
  }
}

const notWhole = () => new Unread('不是整数', 'is not a whole number')
const notDecimal = (scale: number) => () =>
  new Unread(`不是数，或小数超过 ${scale} 位`, `is not a number of at most ${scale} digits behind the point`)

/** A whole number. */
export const integer = <const O extends NumberOptions>(words: Words, options?: O) =>
  fieldOf(stepsKind('integer', { min: options?.min, max: options?.max, scale: 0 }, notWhole), words, options)

/** A number with its unit, kept as a whole number of its smallest steps; `min` and `max` are in the unit. */
export function decimal<const O extends DecimalOptions>(words: Words, options: O) {
  const { min, max, scale, unit } = options
  const kind = stepsKind('decimal', { min, max, scale, unit: { zh: unit, en: unit } }, notDecimal(scale))
  return fieldOf(kind, words, options)
}

/** Yuan, kept in fen; `min` and `max` are in yuan. */
export function money<const O extends NumberOptions>(words: Words, options?: O) {
  const unit = { zh: '元', en: 'yuan' }
  const kind = stepsKind('money', { min: options?.min, max: options?.max, scale: 2, unit }, notDecimal(2))
  return fieldOf(kind, words, options)
}
