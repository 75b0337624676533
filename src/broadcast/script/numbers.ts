const digits = '零一二三四五六七八九'
const places = ['', '十', '百', '千'] as const

/** 0 … 9,999 as an announcer reads it: 101 is 一百零一, 110 一百一十, 15 十五. */
function readBelowTenThousand(value: number, leading: boolean): string {
  const written = String(value)
  let read = ''
  let zero = false
  for (const [i, digit] of [...written].entries()) {
    const place = places[written.length - 1 - i]!
    if (digit === '0') {
      zero = true
      continue
    }
    if (zero && read !== '') read += '零'
    zero = false
    // 十五, not 一十五, at the beginning of a number.
    read += leading && digit === '1' && place === '十' && read === '' ? place : digits[Number(digit)] + place
  }
  return read
}

/** A whole number from 0 to 99,999,999 in Chinese characters as it is read aloud. */
export function readWhole(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 99_999_999)
    throw new RangeError(`${value} is no number that is read aloud here`)
  if (value === 0) return '零'
  const high = Math.floor(value / 10_000)
  const low = value % 10_000
  if (high === 0) return readBelowTenThousand(low, true)
  const gap = low > 0 && low < 1000 ? '零' : ''
  return `${readBelowTenThousand(high, true)}万${low === 0 ? '' : gap + readBelowTenThousand(low, false)}`
}

/** A number as it is written, read aloud in Chinese: 0.9 is 零点九, 2016 as a year 二零一六. */
export function readChinese(written: string): string {
  const [whole = '0', decimals] = written.split('.')
  const read = readWhole(Number(whole))
  return decimals === undefined
    ? read
    : `${read}点${[...decimals].map((digit) => digits[Number(digit)]).join('')}`
}

/** A year is read digit by digit. */
export const readYear = (written: string): string =>
  [...written].map((digit) => digits[Number(digit)]).join('')
