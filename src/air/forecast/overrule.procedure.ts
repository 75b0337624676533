import { signatureOf } from '../../kit/people/officer.ts'
import { type Case, type Entering, type Guarded, procedure } from '../../kit/procedure/procedure.ts'
import { whatIsWrong } from '../../kit/web/asked.ts'
import type { Words } from '../../kit/words.ts'
import { alertApproverDuty, forecasterDuty, maySignAlerts } from '../desk/duties.ts'
import { pollutants, symbols } from '../pollutants.ts'
import { type NewOverrule, overruleSchema } from './asked.ts'
import { mustBeAhead, overruleIn } from './overrules.ts'

/** A forecaster's word on a day on its way to a second signature. */
export interface OverruleCase {
  day: string
  low: number
  high: number
  chief: string[]
  text_zh: string
  text_en: string
  why: string
  /** Who says it, by name: shown to the public. */
  by: string
  /** Its number, once it is in force. */
  overrule: number | null
}

const field = {
  day: { words: { zh: '日期', en: 'Day' }, kind: 'day' },
  low: { words: { zh: '指数下限', en: 'Low end of the index' }, kind: 'number' },
  high: { words: { zh: '指数上限', en: 'High end of the index' }, kind: 'number' },
  chief: {
    words: { zh: '首要污染物', en: 'Chief pollutants' },
    kind: 'several',
    choices: Object.fromEntries(pollutants.map((each) => [each, { zh: symbols[each], en: symbols[each] }])),
  },
  why: { words: { zh: '理由，一并公开', en: 'Reason, made public' }, kind: 'text' },
  text_zh: { words: { zh: '补充说明（中文）', en: 'Further words in Chinese' }, kind: 'text' },
  text_en: { words: { zh: '补充说明（英文）', en: 'Further words in English' }, kind: 'text' },
} as const

/** The word as the rules of overruling read it. */
const read = ({ day, low, high, chief, text_zh, text_en, why, by }: OverruleCase) =>
  overruleSchema.safeParse({
    ...{ day, low, high, chief, by },
    reason: why,
    text: text_zh || text_en ? { zh: text_zh, en: text_en } : null,
  })

function faultIn({ data }: Guarded<OverruleCase>): Words | null {
  const [issue] = read(data).error?.issues ?? []
  if (!issue) return null
  const what = whatIsWrong(issue)
  const name = { reason: 'why', text: 'text_zh' }[String(issue.path[0])] ?? String(issue.path[0])
  const words: Words = field[name as keyof typeof field]?.words ?? { zh: name, en: name }
  return { zh: `${words.zh}：${what.zh}。`, en: `${words.en}: ${what.en}.` }
}

const wordOf = (one: Case<OverruleCase>): NewOverrule => read(one.data).data!

/** The word stands in the machine's place from the second signature on. */
async function putInForce(
  tx: Parameters<typeof overruleIn>[0],
  one: Case<OverruleCase>,
  { house, officer }: Entering,
) {
  const made = await overruleIn(tx, house, wordOf(one), {
    by: signatureOf(officer!),
    detail: { case: one.id, proposedBy: signatureOf({ id: one.starter! }) },
  })
  return { overrule: made.id }
}

/** 预报订正: one forecaster says it, another confirms it. Until then the public reads the machine's word. */
export const overruleProcedure = procedure<OverruleCase>()({
  key: 'forecast-overrule',
  version: 1,
  words: { zh: '预报订正', en: 'Forecast overrule' },
  initial: 'draft',
  title: ({ day, low, high }) => ({
    zh: `订正 ${day} 的预报：${low}–${high}`,
    en: `Overrule ${day}: ${low}–${high}`,
  }),
  fields: field,
  see: maySignAlerts,
  alone: 'may',
  changes: ['air/forecast'],
  states: {
    draft: {
      words: { zh: '拟稿', en: 'Draft' },
      task: { who: 'starter' },
      on: {
        propose: {
          words: { zh: '提请复核', en: 'Propose' },
          to: 'review',
          takes: ['day', 'low', 'high', 'chief', 'why', 'text_zh', 'text_en'],
          guard: faultIn,
        },
        drop: { words: { zh: '作废', en: 'Drop' }, to: 'dropped' },
      },
    },
    review: {
      words: { zh: '复核', en: 'Review' },
      task: {
        who: { duty: forecasterDuty },
        due: { hours: 4 },
        escalate: { after: { hours: 2 }, to: alertApproverDuty },
      },
      async enter(_, { data }, { house, at }) {
        mustBeAhead(data.day, at, house.settings.LANTIAN_ZONE)
        return undefined
      },
      on: {
        confirm: { words: { zh: '确认发布', en: 'Confirm and publish' }, to: 'inForce', notSelf: true },
        reject: { words: { zh: '退回', en: 'Return' }, to: 'draft', kind: 'return' },
        withdraw: { words: { zh: '撤回', en: 'Withdraw' }, to: 'draft', kind: 'withdraw' },
      },
    },
    inForce: { words: { zh: '已发布', en: 'Published' }, final: true, enter: putInForce },
    dropped: { words: { zh: '已作废', en: 'Dropped' }, final: true },
  },
})
