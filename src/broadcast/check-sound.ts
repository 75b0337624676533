import { type Check, check, type Examined } from './checks.ts'
import { framesASecond } from './edition.ts'

/** Decimal places of levels in the report. */
const level = (value: number | null, unit: string) =>
  value === null || !Number.isFinite(value) ? 'silent' : `${value.toFixed(1)} ${unit}`

/** The sound: what it is, and how loud. */
export function soundChecks({ film, facts, profile }: Examined): Check[] {
  const { sound } = facts
  const codec = film.container === 'mov' ? 'pcm-s16' : 'aac'
  const channels = profile?.loudness.channels ?? film.loudness?.channels ?? sound?.channels ?? 2
  const target = profile?.loudness.target ?? film.loudness?.loudness ?? -24
  const off = profile?.loudness.tolerance ?? 1
  const ceiling = profile?.loudness.truePeak ?? film.loudness?.truePeak ?? -2
  const loudness = facts.loudness ?? film.loudness_measured
  const peak = facts.truePeak ?? film.truePeak_measured
  const how = facts.loudness === null ? 'measured on the mix' : 'measured on the file'
  const length = facts.frames / framesASecond
  return [
    check(
      'sound',
      { zh: '声音', en: 'Sound' },
      `${codec}, 48000 Hz, ${channels} ch`,
      sound ? `${sound.codec}, ${sound.rate} Hz, ${sound.channels} ch` : 'none',
      sound?.codec === codec && sound.rate === 48_000 && sound.channels === channels,
    ),
    check(
      'sound-length',
      { zh: '声画等长', en: 'Sound as long as the picture' },
      `${length.toFixed(2)} s`,
      sound ? `${sound.seconds.toFixed(2)} s` : 'none',
      // The last packet of AAC may be longer than what is in it.
      sound !== null && Math.abs(sound.seconds - length) < 0.1,
    ),
    check(
      'loudness',
      { zh: '响度', en: 'Loudness' },
      `${target} ± ${off} LKFS`,
      `${level(loudness, 'LKFS')} ${how}`,
      loudness !== null && Math.abs(loudness - target) <= off,
    ),
    check(
      'peak',
      { zh: '真峰值', en: 'True peak' },
      `at most ${ceiling} dBTP`,
      `${level(peak, 'dBTP')} ${how}`,
      peak !== null && peak <= ceiling,
    ),
  ]
}
