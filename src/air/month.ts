import type { Selectable } from 'kysely'
import { type DayItem, dayItems, orNull } from './day.ts'
import { levelOf } from './day-index.ts'
import { meanOf, percentile } from './index/index.ts'
import type { DayTable, MonthTable } from './tables.ts'

/**
 * A month of a place from its days: means of the valid day values, the 90th percentile for ozone (HJ 663), and how
 * many days had which level. Means of means are right here: month means are defined as means of the day means.
 */
export function monthRow(
  place: number,
  month: string,
  days: readonly Selectable<DayTable>[],
): Selectable<MonthTable> {
  const valid = (item: DayItem) => days.map((day) => day[item]).filter((value) => value !== null)
  const values = Object.fromEntries(
    dayItems.map((item) => [
      item,
      orNull(item === 'o3_8h' ? percentile(valid(item), 90) : meanOf(valid(item)).value),
    ]),
  ) as Record<DayItem, number | null>
  const levels = [0, 0, 0, 0, 0, 0]
  for (const { idx, published, day } of days) if (idx !== null && published) levels[levelOf(idx, day) - 1]!++
  const [level1, level2, level3, level4, level5, level6] = levels as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return { month, place, ...values, days: days.length, level1, level2, level3, level4, level5, level6 }
}
