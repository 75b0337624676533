import { readChinese, readYear } from './numbers.ts'

/** Signs of substances are spoken by name. */
const substances: readonly (readonly [RegExp, string, string])[] = [
  [/PM₂\.₅|PM2\.5/g, '细颗粒物', 'fine particles'],
  [/PM₁₀|PM10/g, '可吸入颗粒物', 'inhalable particles'],
  [/SO₂/g, '二氧化硫', 'sulphur dioxide'],
  [/NO₂/g, '二氧化氮', 'nitrogen dioxide'],
  [/O₃/g, '臭氧', 'ozone'],
  [/\bCO\b/g, '一氧化碳', 'carbon monoxide'],
]

/** A full hour as it is said: 18 is "6 p.m.", 24 "midnight". */
function clockWords(hour: number): string {
  if (hour % 24 === 0) return 'midnight'
  if (hour === 12) return 'noon'
  return hour < 12 ? `${hour} a.m.` : `${hour - 12} p.m.`
}

/** A line as a voice should read it: signs by their names and, in Chinese, numbers as words. */
export function speakable(text: string, language: 'zh' | 'en'): string {
  const named = substances.reduce(
    (said, [sign, zh, en]) => said.replace(sign, language === 'zh' ? zh : en),
    text,
  )
  if (language === 'en')
    return named.replace(/(\d{1,2}):00\b/g, (_, hour: string) => clockWords(Number(hour)))
  return (
    named
      .replace(/(?<!\d)(\d{4})年/g, (_, year: string) => `${readYear(year)}年`)
      // So long a number is a telephone's or a code.
      .replace(/\d{9,}/g, (digits) => readYear(digits))
      .replace(/\d+(?:\.\d+)?/g, (written) => readChinese(written))
  )
}
