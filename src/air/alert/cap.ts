import type { Centre } from '../../kit/centre.ts'
import { type Language, languages, tagOf } from '../../kit/words.ts'
import { element, optional, type Xml, xmlDocument } from '../../kit/xml.ts'
import { tierWords } from './tiers.ts'
import type { AlertMessage, Tier } from './types.ts'

/** Who speaks, from where, in which time. */
export interface Sender {
  centre: Centre
  /** Public address of the site, without a slash at the end. */
  address: string
  zone: string
}

export const capType = 'application/cap+xml; charset=utf-8'
export const capPath = (identifier: string) => `/cap/alerts/${identifier}.xml`

const msgTypes = { alert: 'Alert', update: 'Update', cancel: 'Cancel' } as const
const severities: Record<Tier, string> = {
  blue: 'Minor',
  yellow: 'Moderate',
  orange: 'Severe',
  red: 'Extreme',
}

/**
 * A message as CAP 1.2 (OASIS, 2010), with one info block a language.
 * @param earlier the messages of the same alert sent before, oldest first: CAP wants all of them referred to
 */
export function capOf(message: AlertMessage, earlier: readonly AlertMessage[], sender: Sender): string {
  const root = element(
    'alert',
    [
      element('identifier', message.identifier),
      element('sender', senderOf(sender)),
      element('sent', capTime(message.sentAt, sender.zone)),
      element('status', message.status === 'exercise' ? 'Exercise' : 'Actual'),
      element('msgType', msgTypes[message.type]),
      element('scope', 'Public'),
      message.status === 'exercise' ? element('note', '演练，并非真实预警。This is an exercise.') : null,
      optional('references', referencesTo(earlier, sender)),
      languages.map((language) => info(message, sender, language)),
    ],
    { xmlns: 'urn:oasis:names:tc:emergency:cap:1.2' },
  )
  return xmlDocument(root)
}

/** CAP wants an offset in digits, whole seconds, and UTC written -00:00. */
export const capTime = (at: Temporal.Instant, zone: string) =>
  at
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
    .replace(/\+00:00$/, '-00:00')

/** A globally unique name without blanks, commas, < or &, as CAP has it. */
const senderOf = ({ centre, address }: Sender) =>
  (centre.email ?? `lantian@${new URL(address).hostname}`).replace(/[\s,<&]/g, '')

const referencesTo = (earlier: readonly AlertMessage[], sender: Sender) =>
  earlier
    .map(({ identifier, sentAt }) => `${senderOf(sender)},${identifier},${capTime(sentAt, sender.zone)}`)
    .join(' ')

function info(message: AlertMessage, sender: Sender, language: Language): Xml {
  const { centre, address, zone } = sender
  const { tier, type, alert } = message
  const zh = language === 'zh'
  const lifted = type === 'cancel'
  return element('info', [
    element('language', tagOf(language)),
    element('category', 'Env'),
    element('category', 'Health'),
    element('event', zh ? '空气重污染' : 'Heavy air pollution'),
    element('responseType', lifted ? 'AllClear' : tier === 'blue' ? 'Monitor' : 'Avoid'),
    element('urgency', urgencyOf(message)),
    element('severity', lifted ? 'Minor' : severities[tier]),
    element('certainty', certaintyOf(message)),
    element('effective', capTime(message.sentAt, zone)),
    element('onset', capTime(message.effectiveAt, zone)),
    element('expires', capTime(message.expiresAt, zone)),
    element('senderName', centre.name[language]),
    element('headline', headlineOf(message, language)),
    element('description', descriptionOf(message, language)),
    lifted ? null : element('instruction', tierWords[tier].advice.map((line) => line[language]).join('\n')),
    element('web', `${address}${zh ? '' : '/en'}/air/alerts/${alert}`),
    optional('contact', centre.phone),
    parameter('tier', tier),
    parameter('rules', message.proposal.version?.name),
    parameter('machineProposal', message.proposal.tier ?? 'none'),
    area(centre, language),
  ])
}

const parameter = (name: string, value: string | undefined) =>
  value ? element('parameter', [element('valueName', name), element('value', value)]) : null

function urgencyOf({ type, effectiveAt, sentAt }: AlertMessage): string {
  if (type === 'cancel') return 'Past'
  return effectiveAt.epochMilliseconds > sentAt.epochMilliseconds ? 'Expected' : 'Immediate'
}

/** What the machine had measured by then is observed, what it only foresaw is likely. */
function certaintyOf({ type, proposal: { episode, days } }: AlertMessage): string {
  if (type === 'cancel') return 'Observed'
  const measured = days.filter(({ basis }) => basis === 'observed' || basis === 'running')
  return episode && measured.some(({ day }) => day >= episode.from && day <= episode.to)
    ? 'Observed'
    : 'Likely'
}

/** "空气重污染橙色预警", with what becomes of it; an exercise says so first. */
export function headlineOf({ tier, type, status }: AlertMessage, language: Language): string {
  const zh = language === 'zh'
  const name = tierWords[tier].headline[language]
  const deed = {
    alert: name,
    update: zh ? `${name}（更新）` : `${name} (updated)`,
    cancel: zh ? `解除${name}` : `Lifted: ${name}`,
  }[type]
  if (status === 'actual') return deed
  return zh ? `【演练】${deed}` : `[Exercise] ${deed}`
}

function descriptionOf({ text, reason, proposal }: AlertMessage, language: Language): string {
  const model = {
    zh: '预警所依据的预报来自大气模型。',
    en: 'The forecast behind it comes from an atmospheric model.',
  }
  const lines = [text?.[language] ?? reason, proposal.model ? model[language] : null]
  return lines.filter((line) => line !== null).join('\n')
}

/** The whole city, by the codes of GB/T 2260; outlines are not for the public without an approval number. */
function area({ city, districts }: Centre, language: Language): Xml {
  const codes = districts.map(({ code }) => code)
  const geocode = (value: string) =>
    element('geocode', [element('valueName', 'GB/T 2260'), element('value', value)])
  return element('area', [element('areaDesc', city[language]), codes.map(geocode)])
}
