import { type Case, openCases } from '../../kit/procedure/procedure.ts'
import type { House, TodayLine } from '../../kit/room.ts'
import { addDays } from '../../kit/time.ts'
import type { Words } from '../../kit/words.ts'
import { type AlertCase, alertProcedure } from '../alert/alert.procedure.ts'
import { type AlertMessage, alertsInForce, type Proposal, proposal, tierWords } from '../alert/index.ts'
import type { AirStore } from '../tables.ts'

/** What the desk knows of alerts at a moment. */
export interface AlertsNow {
  /** Real ones before exercises. */
  inForce: AlertMessage[]
  proposed: Proposal
  /** On their way to a second signature. */
  waiting: Case<AlertCase>[]
}

export async function alertsNow({ store, clock, settings }: House): Promise<AlertsNow> {
  const { db }: AirStore = store
  const at = clock()
  const [inForce, proposed, waiting] = await Promise.all([
    alertsInForce(db, at),
    proposal(db, at, settings.LANTIAN_ZONE),
    openCases(store.db, alertProcedure),
  ])
  return { inForce, proposed, waiting }
}

/**
 * A case as the rules propose it, for a forecaster to go on with; null where they propose nothing, or what is in force
 * already. On simulated air it is an exercise.
 */
export function suggested({ inForce, proposed }: AlertsNow, today: string): Omit<AlertCase, 'by'> | null {
  const { tier, episode, simulated, version } = proposed
  if (tier === null || episode === null || version === null) return null
  const there = inForce.find(({ status }) => status === (simulated ? 'exercise' : 'actual'))
  if (there?.tier === tier) return null
  const clauses = episode.triggers.filter((each) => each.tier === tier).map(({ words }) => words.zh)
  return {
    deed: there ? 'change' : 'issue',
    alert: there?.alert ?? null,
    tier,
    effective: episode.from > today ? `${episode.from}T00:00` : null,
    expires: `${addDays(episode.to, 1)}T00:00`,
    why: `${version.title.zh}：${[...new Set(clauses)].join('；')}（${episode.from} 至 ${episode.to}）`,
    text_zh: '',
    text_en: '',
    exercise: simulated,
  }
}

/** What the rules propose, for the desk's first page: a button that starts the case, or the way to the one that runs. */
export function suggestionLine(now: AlertsNow, today: string): TodayLine | null {
  const one = suggested(now, today)
  if (!one) return null
  const { name } = tierWords[one.tier!]
  const mark: Words = one.exercise
    ? { zh: '（模拟数据，只作演练）', en: ' (simulated air: an exercise)' }
    : none
  const says = {
    zh: `按规则应${one.deed === 'change' ? '变更为' : '发布'}${name.zh}${mark.zh}`,
    en: `The rules propose: ${name.en}${mark.en}`,
  }
  const [running] = now.waiting
  if (running) return { words: says, path: `/desk/cases/${running.id}`, detail: running.title, urgent: true }
  return {
    words: says,
    path: '/desk/air/alerts',
    urgent: true,
    deed: { words: { zh: '拟稿', en: 'Draft it' }, path: '/desk/air/alerts/suggested' },
  }
}

const none: Words = { zh: '', en: '' }
