import { element, xmlDocument } from '../../kit/xml.ts'
import { capPath, capTime, capType, headlineOf, type Sender } from './cap.ts'
import type { AlertMessage } from './types.ts'

/**
 * The index of CAP messages as Atom: each entry links to the whole message. Newest first.
 * @param at the moment of an index without messages
 */
export function capFeedOf(messages: readonly AlertMessage[], sender: Sender, at: Temporal.Instant): string {
  const { centre, address, zone } = sender
  const own = `${address}/cap/alerts.atom`
  const updated = capTimeOf(messages[0]?.sentAt ?? at, zone)
  const entries = messages.map((message) =>
    element('entry', [
      element('id', `${address}${capPath(message.identifier)}`),
      element('title', `${headlineOf(message, 'zh')} · ${headlineOf(message, 'en')}`),
      element('updated', capTimeOf(message.sentAt, zone)),
      element('published', capTimeOf(message.sentAt, zone)),
      element('summary', message.text?.zh ?? message.reason),
      link('alternate', 'text/html', `${address}/air/alerts/${message.alert}`),
      link('related', capType.split(';')[0]!, `${address}${capPath(message.identifier)}`),
    ]),
  )
  return xmlDocument(
    element(
      'feed',
      [
        element('id', own),
        element(
          'title',
          `${centre.city.zh}空气重污染预警 · ${centre.city.en}: alerts for heavy air pollution`,
        ),
        element('updated', updated),
        element('author', element('name', centre.name.zh)),
        link('self', 'application/atom+xml', own),
        link('alternate', 'text/html', `${address}/air/alerts`),
        entries,
      ],
      { xmlns: 'http://www.w3.org/2005/Atom' },
    ),
  )
}

const link = (rel: string, type: string, href: string) => element('link', null, { rel, type, href })

/** Atom reads -00:00 as "offset unknown": UTC is Z there. */
const capTimeOf = (at: Temporal.Instant, zone: string) => capTime(at, zone).replace(/-00:00$/, 'Z')
