import { Problem } from '../../kit/problem.ts'
import { tierWords } from './tiers.ts'
import type { Tier } from './types.ts'
import { type AlertVersion, tiersOf } from './versions.ts'

/** Why an alert cannot be issued, changed or lifted. */

export const unknownAlert = (alert: number) =>
  new Problem('unknown-alert', { zh: `没有${alert}号预警。`, en: `There is no alert number ${alert}.` }, 404)

export const simulatedAir = () =>
  new Problem(
    'simulated-air',
    {
      zh: '现在的数据是模拟的，不能据此发布预警。可以发布演练：在工作台勾选“演练”，接口加 "exercise": true。',
      en: 'The air shown now is simulated, and no alert may rest on it. Make it an exercise: tick “Exercise” at the desk, or send "exercise": true.',
    },
    409,
  )

export const inForceAlready = (alert: number) =>
  new Problem(
    'alert-in-force',
    {
      zh: `${alert}号预警正在生效。请变更或解除它（接口为 POST /api/v1/alerts/${alert}/update 和 …/cancel）。`,
      en: `Alert ${alert} is in force. Change or lift that one (by the API: POST /api/v1/alerts/${alert}/update, …/cancel).`,
    },
    409,
  )

export const lifted = (alert: number) =>
  new Problem(
    'alert-lifted',
    {
      zh: `${alert}号预警已经解除，不能再改。如有需要请发布新的预警。`,
      en: `Alert ${alert} has been lifted and can no longer be changed. Issue a new one if it is needed.`,
    },
    409,
  )

export const ranOut = (alert: number) =>
  new Problem(
    'alert-ran-out',
    {
      zh: `${alert}号预警已经到期，不能再改。如有需要请发布新的预警。`,
      en: `Alert ${alert} has run out and can no longer be changed. Issue a new one if it is needed.`,
    },
    409,
  )

export const clockBehind = (alert: number) =>
  new Problem(
    'clock-behind',
    {
      zh: `${alert}号预警的上一条消息晚于现在的时间。请核对系统时钟和 LANTIAN_CLOCK。`,
      en: `The last message of alert ${alert} was sent later than now. Check the clock and LANTIAN_CLOCK.`,
    },
    409,
  )

export const actualInRehearsal = (alert: number) =>
  new Problem(
    'actual-in-rehearsal',
    {
      zh: `${alert}号预警是真实的，演练时（LANTIAN_CLOCK）不能更改。`,
      en: `Alert ${alert} is a real one; it cannot be changed in a rehearsal (LANTIAN_CLOCK).`,
    },
    409,
  )

export function noSuchTier(tier: Tier, version: AlertVersion) {
  const has = tiersOf(version)
  return new Problem(
    'no-such-tier',
    {
      zh: `现行规则（${version.title.zh}）没有${tierWords[tier].name.zh}，只有：${has.map((one) => tierWords[one].name.zh).join('、')}。`,
      en: `The rules in force (${version.title.en}) have no ${tierWords[tier].name.en.toLowerCase()}; they have: ${has.join(', ')}.`,
    },
    422,
  )
}

export const beganLongAgo = () =>
  new Problem(
    'effective-long-ago',
    {
      zh: '生效时间（effective）早于现在24小时以上。',
      en: 'The time it begins (effective) lies more than 24 hours back.',
    },
    422,
  )

export const endsBeforeItBegins = () =>
  new Problem(
    'expires-too-early',
    {
      zh: '结束时间（expires）必须晚于现在，也晚于生效时间（effective）。',
      en: 'The time it ends (expires) must be later than now, and later than the time it begins (effective).',
    },
    422,
  )

export const tooLong = (days: number) =>
  new Problem(
    'expires-too-late',
    {
      zh: `结束时间（expires）最多在${days}天之后；需要时再延长。`,
      en: `The time it ends (expires) lies at most ${days} days ahead; prolong it later if need be.`,
    },
    422,
  )
