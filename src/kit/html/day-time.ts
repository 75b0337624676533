import type { Language } from '../words.ts'
import { shortMonth } from '../words.ts'

/** "2026年11月24日 18:05" and "24 Nov 2026, 18:05": the centre's own time. */
export function dayTime(at: Temporal.Instant, zone: string, language: Language): string {
  const local = at.toZonedDateTimeISO(zone)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return language === 'zh'
    ? `${local.year}年${local.month}月${local.day}日 ${time}`
    : `${local.day} ${shortMonth(local)} ${local.year}, ${time}`
}
