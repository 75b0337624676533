/**
 * Exact arithmetic on the decimals people write. A binary float cannot hold 2.05, and one ulp too much makes an
 * index one point too high, so every number is taken as its shortest decimal text and kept as a fraction of
 * integers until the one rounding that the standard asks for.
 */
export interface Exact {
  readonly n: bigint
  /** Always above zero. */
  readonly d: bigint
}

const tens: bigint[] = [1n]
const tenTo = (power: number): bigint => {
  while (tens.length <= power) tens.push(tens[tens.length - 1]! * 10n)
  return tens[power]!
}

/** The fraction a number stands for when it is printed; throws on NaN and infinities. */
export function exactOf(value: number): Exact {
  if (Number.isSafeInteger(value)) return { n: BigInt(value), d: 1n }
  const parts = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))
  if (!parts) throw new RangeError(`not a finite number: ${value}`)
  const decimals = parts[2] ?? ''
  const shift = Number(parts[3] ?? 0) - decimals.length
  const digits = BigInt(parts[1]! + decimals)
  return shift >= 0 ? { n: digits * tenTo(shift), d: 1n } : { n: digits, d: tenTo(-shift) }
}

export const plus = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d })
export const minus = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d })
export const times = (a: Exact, b: Exact): Exact => ({ n: a.n * b.n, d: a.d * b.d })
export const over = (a: Exact, b: Exact): Exact => {
  if (b.n === 0n) throw new RangeError('division by zero')
  return b.n > 0n ? { n: a.n * b.d, d: a.d * b.n } : { n: -a.n * b.d, d: a.d * -b.n }
}
/** Negative, zero or positive like `a − b`. */
export const compare = (a: Exact, b: Exact): number => {
  const left = a.n * b.d
  const right = b.n * a.d
  return left < right ? -1 : left > right ? 1 : 0
}

const floorDivide = (n: bigint, d: bigint) => (n >= 0n || n % d === 0n ? n / d : n / d - 1n)

/** How a value loses its decimals: GB/T 8170 (half to even), half away from zero, towards zero. */
export type Rounding = 'half-even' | 'nearest' | 'truncate'

/** `value × 10^decimals` as an integer, rounded once. */
export function scaled(value: Exact, decimals: number, rounding: Rounding): bigint {
  const n = value.n * tenTo(decimals)
  const size = n < 0n ? -n : n
  const whole = size / value.d
  const twice = (size % value.d) * 2n
  const up =
    rounding !== 'truncate' &&
    (twice > value.d || (twice === value.d && (rounding === 'nearest' || whole % 2n === 1n)))
  const rounded = up ? whole + 1n : whole
  return n < 0n ? -rounded : rounded
}

/** The number that prints as `units` with its last `decimals` digits after the point. */
export const unscaled = (units: bigint, decimals: number): number => Number(`${units}e-${decimals}`)

/** The number next to a fraction; 0.1 stays 0.1. */
export function numberOf(value: Exact): number {
  const whole = Number(value.n)
  const part = Number(value.d)
  // Two exact integers divide correctly rounded; longer ones are cut to 20 significant decimals first.
  if (Number.isSafeInteger(whole) && Number.isSafeInteger(part)) return whole / part
  const decimals = Math.max(0, 20 + String(value.d).length - String(value.n).length)
  return unscaled(scaled(value, decimals, 'half-even'), decimals)
}

const rounded =
  (rounding: Rounding) =>
  (value: number | Exact, decimals: number): number => {
    if (typeof value === 'number' && rounding !== 'truncate') {
      const near = clearOfTies(value, decimals)
      if (near !== null) return near
    }
    return unscaled(scaled(typeof value === 'number' ? exactOf(value) : value, decimals, rounding), decimals)
  }

/**
 * The rounded number where no tie is near, so that no rule of ties and no fraction is needed; null otherwise. Tenths of
 * numbers below 10⁸ are off by less than 10⁻⁷ in binary, a tenth of the distance kept here.
 */
function clearOfTies(value: number, decimals: number): number | null {
  if (decimals > 1 || !(Math.abs(value) < 1e8)) return null
  const scale = decimals === 1 ? 10 : 1
  const units = value * scale
  const below = Math.floor(units)
  const part = units - below
  if (Math.abs(part - 0.5) < 1e-6) return null
  // `+ 0` makes the zero of small negatives a plain one.
  return (part < 0.5 ? below : below + 1) / scale + 0
}

/** GB/T 8170 四舍六入五成双, in one step: 34.5 → 34, 35.5 → 36; with one decimal 2.05 → 2, 2.15 → 2.2. */
export const roundHalfEven = rounded('half-even')
/** To the nearest, halves away from zero: 0.5 → 1. */
export const roundNearest = rounded('nearest')
/** Towards zero: 9.09 with one decimal → 9. */
export const truncate = rounded('truncate')

/** The smallest integer not below a fraction. */
export const ceiling = (value: Exact): bigint => -floorDivide(-value.n, value.d)
