import type { Officer } from '../../kit/people/officer.ts'
import type { House, TodayLine } from '../../kit/room.ts'
import { dayAt } from '../../kit/time.ts'
import { mayWrite } from '../duties.ts'
import { dbOf } from '../texts.ts'
import { countsOf } from './list.ts'
import { stateWords } from './shown.ts'

/** For the desk's first page: what went out today, what waits for whom, what goes out next. */
export async function pressToday(house: House, officer: Officer): Promise<TodayLine[]> {
  if (!mayWrite.holds(officer, undefined)) return []
  const counts = await countsOf(dbOf(house))
  const waiting = (['review', 'signoff'] as const).flatMap((state): TodayLine[] => {
    const n = counts.get(state) ?? 0
    const { zh, en } = stateWords(state)
    return n === 0
      ? []
      : [
          {
            words: { zh: `稿件等待${zh}`, en: `Articles wait for ${en.toLowerCase()}` },
            detail: { zh: `${n} 篇`, en: String(n) },
            path: `/desk/press?state=${state}`,
          },
        ]
  })
  return [...(await outToday(house)), ...waiting, ...(await goesNext(house))]
}

async function outToday(house: House): Promise<TodayLine[]> {
  const zone = house.settings.LANTIAN_ZONE
  const from = Temporal.PlainDate.from(dayAt(house.clock(), zone)).toZonedDateTime(zone).epochMilliseconds
  const { n } = await dbOf(house)
    .selectFrom('press_live')
    .select((of) => of.fn.countAll().as('n'))
    .where('language', 'in', ['zh', 'en'])
    .where('published_at', '>=', from)
    .where('up', '=', 1)
    .executeTakeFirstOrThrow()
  if (Number(n) === 0) return []
  return [
    {
      words: { zh: '今天发布的稿件', en: 'Published today' },
      detail: { zh: `${n} 篇`, en: String(n) },
      path: '/desk/press?state=published',
    },
  ]
}

async function goesNext(house: House): Promise<TodayLine[]> {
  const next = await dbOf(house)
    .selectFrom('press_text')
    .select(['article', 'title', 'publish_at'])
    .where('state', '=', 'scheduled')
    .orderBy('publish_at')
    .limit(3)
    .execute()
  return next.map(({ article, title, publish_at }) => {
    const local = Temporal.Instant.fromEpochMilliseconds(publish_at ?? 0).toZonedDateTimeISO(
      house.settings.LANTIAN_ZONE,
    )
    const hour = `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
    return {
      words: { zh: `待发布：${title}`, en: `Goes out: ${title}` },
      detail: { zh: hour, en: hour },
      path: `/desk/press/${article}`,
    }
  })
}
