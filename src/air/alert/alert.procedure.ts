import { signatureOf } from '../../kit/people/officer.ts'
import { type Case, type Entering, type Guarded, procedure } from '../../kit/procedure/procedure.ts'
import type { Words } from '../../kit/words.ts'
import { alertApproverDuty, forecasterDuty, maySignAlerts } from '../desk/duties.ts'
import { alertCasePage } from './case-page.tsx'
import { draftOf, type Order } from './draft.ts'
import { tierWords } from './tiers.ts'
import { type Tier, tiers } from './types.ts'
import { sendIn } from './write.ts'

/** One message of an alert on its way to a second signature. Times are local to the centre (`2026-11-24T18:00`). */
export interface AlertCase {
  deed: Order['deed']
  /** Which alert is changed or lifted; of a new one its number once it is sent. */
  alert: number | null
  tier: Tier | null
  effective: string | null
  expires: string | null
  why: string
  text_zh: string
  text_en: string
  exercise: boolean
  /** Who proposes it, by name. */
  by: string
}

const field = {
  tier: {
    words: { zh: '级别', en: 'Tier' },
    kind: 'choice',
    choices: Object.fromEntries(tiers.map((tier) => [tier, tierWords[tier].name])),
  },
  effective: {
    words: { zh: '生效时间，不填为签发之时', en: 'In force from; empty for at once' },
    kind: 'moment',
  },
  expires: { words: { zh: '结束时间', en: 'In force until' }, kind: 'moment' },
  why: { words: { zh: '理由，一并公开', en: 'Reason, made public' }, kind: 'text' },
  text_zh: { words: { zh: '补充说明（中文）', en: 'Further words in Chinese' }, kind: 'text' },
  text_en: { words: { zh: '补充说明（英文）', en: 'Further words in English' }, kind: 'text' },
} as const

/** What stands in a proposal's way by itself; the rest is asked of the house when it is sent. */
function faultIn({ data }: Guarded<AlertCase>): Words | null {
  if (data.deed === 'issue' && (!data.tier || !data.expires))
    return { zh: '请写明级别和结束时间。', en: 'Give the tier and the time at which it ends.' }
  if (!data.text_zh !== !data.text_en)
    return {
      zh: '补充说明要么两种语言都写，要么都不写。',
      en: 'Further words are said in both languages or in none.',
    }
  return null
}

/** What the case wants sent. */
function orderOf({ data }: Case<AlertCase>, zone: string): Order {
  const { deed, alert, tier, effective, expires, why, text_zh, text_en, exercise, by } = data
  const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
  const said = { reason: why, by, text: text_zh && text_en ? { zh: text_zh, en: text_en } : null }
  if (deed === 'lift') return { deed, alert: alert!, asked: said }
  const from = effective ? { effective: at(effective) } : {}
  if (deed === 'issue')
    return { deed, asked: { ...said, ...from, exercise, tier: tier!, expires: at(expires!) } }
  const until = expires ? { expires: at(expires) } : {}
  return { deed, alert: alert!, asked: { ...said, ...from, ...until, ...(tier ? { tier } : {}) } }
}

/** What could not be sent now is not put before anybody. */
async function check(tx: Parameters<typeof sendIn>[0], one: Case<AlertCase>, { house }: Entering) {
  await draftOf(tx, house, orderOf(one, house.settings.LANTIAN_ZONE))
  return undefined
}

/** The alert goes out with the second signature, in its transaction, under the name of who gives it. */
async function send(tx: Parameters<typeof sendIn>[0], one: Case<AlertCase>, { house, officer }: Entering) {
  const sent = await sendIn(tx, house, orderOf(one, house.settings.LANTIAN_ZONE), {
    by: signatureOf(officer!),
    detail: { case: one.id, proposedBy: signatureOf({ id: one.starter! }) },
  })
  return { alert: sent.alert }
}

const titleOf = ({ deed, alert, tier, exercise }: AlertCase): Words => {
  const [zh, en] = tier ? [tierWords[tier].name.zh, tierWords[tier].name.en] : ['预警', 'alert']
  const mark = exercise ? { zh: '（演练）', en: ' (exercise)' } : { zh: '', en: '' }
  if (deed === 'issue') return { zh: `发布${zh}${mark.zh}`, en: `Issue: ${en}${mark.en}` }
  const number = alert === null ? '' : ` ${alert} `
  if (deed === 'lift')
    return { zh: `解除${number}号预警${mark.zh}`, en: `Lift alert${number.trimEnd()}${mark.en}` }
  const to = tier ? { zh: `为${zh}`, en: ` to: ${en}` } : { zh: '', en: '' }
  return {
    zh: `变更${number}号预警${to.zh}${mark.zh}`,
    en: `Change alert${number.trimEnd()}${to.en}${mark.en}`,
  }
}

const done = { issue: 'issued', change: 'changed', lift: 'lifted' } as const
const said = ['why', 'text_zh', 'text_en'] as const

/** 空气重污染预警: each message of an alert is proposed by one person and signed by another. */
export const alertProcedure = procedure<AlertCase>()({
  key: 'air-alert',
  version: 1,
  words: { zh: '空气重污染预警', en: 'Air alert' },
  initial: 'draft',
  title: titleOf,
  fields: field,
  page: alertCasePage,
  see: maySignAlerts,
  alone: 'may',
  changes: ['air/alert'],
  states: {
    draft: {
      words: { zh: '拟稿', en: 'Draft' },
      task: { who: 'starter' },
      on: {
        propose: {
          words: { zh: '提请签发', en: 'Propose' },
          to: 'review',
          takes: ({ deed }) => (deed === 'lift' ? said : ['tier', 'effective', 'expires', ...said]),
          needs: ['why'],
          guard: faultIn,
        },
        drop: { words: { zh: '作废', en: 'Drop' }, to: 'dropped' },
      },
    },
    review: {
      words: { zh: '复核签发', en: 'Review' },
      task: {
        who: { duty: [forecasterDuty, alertApproverDuty] },
        due: { hours: 2 },
        escalate: { after: { hours: 1 }, to: alertApproverDuty },
      },
      enter: check,
      on: {
        sign: {
          words: { zh: '签发', en: 'Sign and send' },
          to: { among: ['issued', 'changed', 'lifted'], choose: ({ deed }) => done[deed] },
          notSelf: true,
        },
        reject: { words: { zh: '退回', en: 'Return' }, to: 'draft', kind: 'return' },
        withdraw: { words: { zh: '撤回', en: 'Withdraw' }, to: 'draft', kind: 'withdraw' },
      },
    },
    issued: { words: { zh: '已发布', en: 'Issued' }, final: true, enter: send },
    changed: { words: { zh: '已变更', en: 'Changed' }, final: true, enter: send },
    lifted: { words: { zh: '已解除', en: 'Lifted' }, final: true, enter: send },
    dropped: { words: { zh: '已作废', en: 'Dropped' }, final: true },
  },
})
