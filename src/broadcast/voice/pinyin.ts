import type { Reading } from '../pronunciation.ts'

const tones = ['\u0304', '\u0301', '\u030c', '\u0300']

/** Syllables with tone marks as syllables with tone numbers: "chóng qìng" is "chong2 qing4", "lǜ" is "lv4". */
export const numbered = (pinyin: string): string =>
  pinyin
    .normalize('NFD')
    .split(/\s+/)
    .filter(Boolean)
    .map((syllable) => {
      const tone = tones.findIndex((mark) => syllable.includes(mark))
      const letters = syllable.replaceAll('u\u0308', 'v').replaceAll(/\p{M}/gu, '')
      return `${letters}${tone < 0 ? 5 : tone + 1}`
    })
    .join(' ')

/** A text with the readings written into it, each in the place of its word; the order is that of the text. */
export function withPinyin(text: string, readings: readonly Reading[]): string {
  let out = ''
  let at = 0
  for (const { text: word, pinyin } of readings) {
    const found = text.indexOf(word, at)
    if (found < 0) continue
    out += `${text.slice(at, found)} ${numbered(pinyin)} `
    at = found + word.length
  }
  return (out + text.slice(at)).trim()
}
