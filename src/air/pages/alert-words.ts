import { type Language, monthName, shortMonth } from '../../kit/words.ts'
import type { AlertMessage, Basis } from '../alert/index.ts'

/** The words of the alerts' pages. */
export const alertWords = {
  zh: {
    alerts: '空气重污染预警',
    lead: '空气重污染可能持续时，本市发布分级预警。机器按规则提出建议，发布、调整和解除只由值班人员决定。',
    inForce: '生效中',
    announced: '已发布，尚未生效',
    none: '目前没有生效的预警',
    asOf: (time: string) => `截至${time}`,
    exercise: '演练',
    exerciseNote: '这是演练，不是真实的预警。',
    number: (alert: number) => `${alert}号预警`,
    from: '开始',
    until: '截止',
    lifted: '解除',
    ranOut: '到期',
    whatToDo: '怎么做',
    details: '全部消息和建议',
    proposes: '机器的建议',
    notIssued: '未发布，仅供参考',
    onlyPeople: '这不是预警：只有值班人员可以发布。',
    noTier: '现有数据和预报没有达到任何一级的条件。',
    noDays: '现在没有可用的日数据和预报，机器提不出建议。',
    noRules: '这一天还没有预警规则。',
    noForecast: '没有明天以后的预报，这里只看已有的数据。',
    reaches: (tier: string, rules: string) => `按“${rules}”的规则，现有数据和预报达到${tier}的条件：`,
    worst: (tier: string) => `如果预报偏向最坏一端，可能达到${tier}的条件。`,
    merged: '两次污染间隔太短，不足以解除，合并为一次计算。',
    unknownTiers: (tiers: string) => `${tiers}的条件未查到，机器不会提出。`,
    byDay: '所依据的各日',
    byDayNote: '空气质量指数；预报取中值',
    upTo: (high: number) => `最坏${high}`,
    window: '规则按任意连续24小时计算；这里以自然日代替，未结束的今天用过去24小时代替。',
    rules: '各级怎样规定',
    rulesNote: '按日期适用；预警按当天有效的版本',
    current: '现行',
    source: '来源',
    tier: '级别',
    or: '或',
    unconfirmed: '未确认',
    standIn: '代用文本，未确认',
    notFound: '条件未查到',
    advice: '各级该怎么办',
    adviceNote: '现行规则的各级',
    history: '发布记录',
    empty: '还没有发布过预警。发布之后，每一次发布、调整和解除都会永久保留在这里。',
    messages: '全部消息',
    messagesNote: '每条消息发出后不再更改',
    reason: '原因',
    machineThen: '机器当时的建议',
    nothing: '无',
    state: '状态',
    types: { alert: '发布', update: '调整', cancel: '解除' } satisfies Record<AlertMessage['type'], string>,
    basis: {
      observed: '实测',
      running: '过去24小时',
      forecast: '预报',
      overruled: '预报员',
    } satisfies Record<Basis, string>,
    programs: '程序可订阅CAP 1.2预警消息：',
    capIndex: '消息目录（Atom）',
    cap: '下载这条消息（CAP 1.2）',
    mixed: '实测来自监测站，预报来自大气模型；两者不是一回事。',
    simulated: '这些日数据是模拟的：据此只能演练，不能发布预警。',
  },
  en: {
    alerts: 'Alerts for heavy air pollution',
    lead: 'When heavy pollution is likely to last, the city issues an alert in tiers. The machine proposes by the rules; only the officer on duty issues, changes or lifts.',
    inForce: 'in force',
    announced: 'issued, not yet in force',
    none: 'No alert is in force',
    asOf: (time: string) => `as of ${time}`,
    exercise: 'Exercise',
    exerciseNote: 'This is an exercise, not a real alert.',
    number: (alert: number) => `Alert ${alert}`,
    from: 'From',
    until: 'Until',
    lifted: 'Lifted',
    ranOut: 'Ran out',
    whatToDo: 'What to do',
    details: 'All messages and advice',
    proposes: 'What the machine proposes',
    notIssued: 'not issued',
    onlyPeople: 'This is no alert: only the officer on duty issues one.',
    noTier: 'The data and the forecast fulfil the condition of no tier.',
    noDays: 'There are neither day values nor a forecast now, so the machine proposes nothing.',
    noRules: 'There were no rules for alerts on this day.',
    noForecast: 'There is no forecast for tomorrow and after; only what is known is looked at.',
    reaches: (tier: string, rules: string) =>
      `By the rules "${rules}", the data and the forecast fulfil the condition of the ${tier}:`,
    worst: (tier: string) => `At the worst end of the forecast, the condition of the ${tier} is fulfilled.`,
    merged: 'Two episodes too close to clear are counted as one.',
    unknownTiers: (tiers: string) =>
      `The conditions of these were not found, and are never proposed: ${tiers}.`,
    byDay: 'The days it rests on',
    byDayNote: 'air quality index; the middle of a forecast',
    upTo: (high: number) => `up to ${high}`,
    window:
      'The rules speak of any continuous 24 hours; here calendar days stand for them, and the last 24 hours for today.',
    rules: 'How the tiers are defined',
    rulesNote: 'an alert goes by the version of its day',
    current: 'in force',
    source: 'Source',
    tier: 'Tier',
    or: 'or',
    unconfirmed: 'unconfirmed',
    standIn: 'stands in for the city’s text, unconfirmed',
    notFound: 'condition not found',
    advice: 'What to do at each tier',
    adviceNote: 'the tiers of the rules in force',
    history: 'Issued so far',
    empty: 'No alert has been issued yet. Once one is, every issue, change and lifting stays here for good.',
    messages: 'All messages',
    messagesNote: 'never changed once sent',
    reason: 'Reason',
    machineThen: 'The machine proposed',
    nothing: 'nothing',
    state: 'State',
    types: { alert: 'Issued', update: 'Changed', cancel: 'Lifted' } satisfies Record<
      AlertMessage['type'],
      string
    >,
    basis: {
      observed: 'measured',
      running: 'last 24 hours',
      forecast: 'forecast',
      overruled: 'forecaster',
    } satisfies Record<Basis, string>,
    programs: 'Programs can follow the alerts as CAP 1.2:',
    capIndex: 'index of messages (Atom)',
    cap: 'This message as CAP 1.2',
    mixed:
      'What is measured comes from stations, the forecast from an atmospheric model; they are not the same thing.',
    simulated: 'These days are simulated: they serve for an exercise, and no alert may rest on them.',
  },
} satisfies Record<Language, unknown>

/** "12月20日 0:00" and "20 December, 00:00"; with the year where the reader could mistake it. */
export function momentWords(
  at: Temporal.Instant,
  zone: string,
  language: Language,
  withYear = false,
): string {
  const local = at.toZonedDateTimeISO(zone)
  const clock = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`
  if (language === 'zh') return `${withYear ? `${local.year}年` : ''}${local.month}月${local.day}日 ${clock}`
  const month = monthName(local)
  return `${local.day} ${month}${withYear ? ` ${local.year}` : ''}, ${clock}`
}

/** "12月20日" and "20 Dec". */
export function shortDay(day: string, language: Language): string {
  const date = Temporal.PlainDate.from(day)
  if (language === 'zh') return `${date.month}月${date.day}日`
  return `${date.day} ${shortMonth(date)}`
}
