import { z } from 'zod'
import { type AlertHistory, alertHistory, alertJson, tiers, tierWords } from '../alert/index.ts'
import type { AirStore } from '../tables.ts'
import { flatTable } from './csv.ts'
import * as field from './fields.ts'
import { choice, type Parameter } from './parameter.ts'
import { resource, type Scene } from './resource.ts'

const tier = z.enum(tiers)
const message = z.strictObject({
  alert: field.said(z.int(), '预警编号', 'Number of the alert'),
  message: field.said(z.int(), '消息编号', 'Number of the message'),
  identifier: field.said(z.string(), 'CAP 的标识', 'Identifier in CAP'),
  type: field.said(z.enum(['alert', 'update', 'cancel']), '发布、调整或解除', 'Issued, changed or lifted'),
  status: field.said(z.enum(['actual', 'exercise']), '真实或演练', 'Actual, or an exercise'),
  tier: field.said(tier, '级别', 'Tier'),
  name: field.said(field.wordsSchema, '级别的名称', 'Name of the tier'),
  sent: field.said(field.moment, '发出时间', 'When it was sent'),
  effective: field.said(field.moment, '生效时间', 'From when it holds'),
  expires: field.said(field.moment, '失效时间', 'Until when it holds'),
  reason: field.said(z.string(), '原因', 'Why'),
  text: field.said(field.wordsSchema.nullable(), '给公众的话', 'Further words for the public'),
  proposed: field.said(tier.nullable(), '当时系统建议的级别', 'What the machine proposed at that moment'),
  rules: field.said(z.string().nullable(), '所依据的规则', 'The rules that were read'),
  advice: field.said(z.array(field.wordsSchema), '建议', 'Advice'),
  page: field.said(z.string(), '网页', 'Its page'),
  cap: field.said(z.string(), 'CAP 1.2 文件', 'As CAP 1.2'),
})

const row = z.strictObject({
  alert: field.said(z.int(), '预警编号', 'Number of the alert'),
  tier: field.said(tier, '最近一次的级别', 'Tier of the last message'),
  name: field.said(field.wordsSchema, '级别的名称', 'Name of the tier'),
  status: field.said(
    z.enum(['actual', 'exercise']),
    'exercise 是演练，不是真实预警',
    'exercise: not a real alert',
  ),
  in_force: field.said(z.boolean(), '是否正在生效', 'Whether it is in force'),
  simulated: field.said(z.boolean(), '所依据的是否为模拟数据', 'Whether the data behind it were simulated'),
  model: field.said(z.boolean(), '是否依据模型预报', 'Whether a model’s forecast is behind it'),
  from: field.said(field.moment, '开始', 'Beginning'),
  to: field.said(field.moment.nullable(), '结束；仍在生效时为 null', 'End; null while in force'),
  messages: z.array(message),
})
type Row = z.output<typeof row>
type Message = z.output<typeof message>

const limit: Parameter<number> = {
  schema: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number)
    .refine((many) => many <= 200),
  words: { zh: '最多多少次预警，新的在前', en: 'How many alerts at most, newest first' },
  allowed: { zh: '1 至 200 的整数', en: 'a whole number from 1 to 200' },
  example: '10',
  fallback: { zh: '50', en: '50' },
}

/** Alerts with all of their messages, newest first. */
export const alerts = resource({
  path: '/alerts',
  title: { zh: '预警', en: 'Alerts' },
  about: {
    zh: '空气重污染预警的发布、调整和解除，新的在前。每条消息都有 CAP 1.2 文件。演练会标明。',
    en: 'Alerts for heavy air pollution: issued, changed and lifted, newest first. Each message is also there as CAP 1.2. Exercises are labelled.',
  },
  parameters: {
    state: choice(
      ['in-force', 'ended'],
      { zh: '只要正在生效的，或已经结束的', en: 'Only those in force, or those that ended' },
      { zh: '全部', en: 'all' },
    ),
    limit,
  },
  envelope: {
    issuer: field.said(
      field.wordsSchema,
      '发布单位，转载时请写明',
      'Who issued them; keep it when you pass them on',
    ),
  },
  row,
  csv: flatTable<Row, Message>(
    ({ messages }) => messages,
    [
      { name: 'alert', of: (one) => one.alert },
      { name: 'message', of: (one) => one.message },
      { name: 'identifier', of: (one) => one.identifier },
      { name: 'type', of: (one) => one.type },
      { name: 'status', of: (one) => one.status },
      { name: 'tier', of: (one) => one.tier },
      { name: 'name_zh', of: (one) => one.name.zh },
      { name: 'name_en', of: (one) => one.name.en },
      { name: 'sent', of: (one) => one.sent },
      { name: 'effective', of: (one) => one.effective },
      { name: 'expires', of: (one) => one.expires },
      { name: 'reason', of: (one) => one.reason },
      { name: 'page', of: (one) => one.page },
      { name: 'cap', of: (one) => one.cap },
    ],
  ),
  examples: [{ query: 'state=in-force', words: { zh: '正在生效的预警', en: 'What is in force' } }],
  keep: 30,
  async read(scene, { state, limit: most = 50 }) {
    const { db }: AirStore = scene.house.store
    // Those in force may lie behind newer exercises: they are looked for among all that could be asked for.
    const found = await alertHistory(db, scene.at, state ? 200 : most)
    const rows = found
      .map((one) => rowOf(one, scene))
      .filter((one) => state === undefined || one.in_force === (state === 'in-force'))
    return { head: { issuer: scene.house.centre.name }, rows: rows.slice(0, most), file: 'lantian-alerts' }
  },
})

function rowOf(one: AlertHistory, { zone, base }: Scene): Row {
  const time = (at: Temporal.Instant) => at.toString({ timeZone: zone, smallestUnit: 'second' })
  const { proposal } = one.messages.at(-1)!
  return {
    alert: one.alert,
    tier: one.tier,
    name: tierWords[one.tier].name,
    status: one.status,
    in_force: one.to === null,
    simulated: proposal.simulated,
    model: proposal.model,
    from: time(one.from),
    to: one.to && time(one.to),
    messages: one.messages.map((own) => {
      const json = alertJson(own, { address: base, zone })
      return { ...json, advice: [...json.advice] }
    }),
  }
}
