import { href } from '../../kit/html/layout.tsx'
import type { House } from '../../kit/room.ts'
import { type Feed, type FeedEntry, type FeedFormat, feedId } from '../../kit/web/feed.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { tagOf } from '../../kit/words.ts'
import { type AlertMessage, alertHistory, capPath, capType, headlineOf, tierWords } from '../alert/index.ts'
import { momentWords } from '../pages/alert-words.ts'
import type { AirStore } from '../tables.ts'
import { feedWords } from './words.ts'

/** Messages in the feed; an alert that is issued, changed and lifted is three. */
const most = 50

/** Every message of the newest alerts, the newest first: a change or an end is news, too. */
export async function alertsFeed(house: House, ask: Ask, format: FeedFormat): Promise<Feed> {
  const { db }: AirStore = house.store
  const { language, base } = ask
  const w = feedWords[language]
  const city = house.centre.city[language]
  const messages = (await alertHistory(db, ask.at, most))
    .flatMap((alert) => alert.messages)
    .filter(({ sentAt }) => Temporal.Instant.compare(sentAt, ask.at) <= 0)
    .toSorted((a, b) => b.id - a.id)
    .slice(0, most)
  return {
    id: feedId('air alerts', house.centre.city.en, language),
    title: w.alerts(city),
    description: w.alertsAbout(city),
    page: `${base}${href(ask, '/air/alerts')}`,
    url: `${base}${href(ask, `/feeds/alerts.${format}`)}`,
    language,
    author: house.centre.name[language],
    rights: w.alertRights,
    icon: `${base}/icon-192.png`,
    entries: await Promise.all(messages.map((message) => entryOf(house, ask, message))),
    updated: ask.at.toZonedDateTimeISO(house.settings.LANTIAN_ZONE).startOfDay().toInstant(),
  }
}

async function entryOf(house: House, ask: Ask, message: AlertMessage): Promise<FeedEntry> {
  const { language, base } = ask
  const body = <AlertBody house={house} ask={ask} message={message} />
  return {
    id: feedId('air alert', message.identifier, language),
    title: headlineOf(message, language),
    url: `${base}${href(ask, `/air/alerts/${message.alert}`)}`,
    summary: message.text?.[language] ?? message.reason,
    html: String(await body.toString()),
    published: message.sentAt,
    updated: message.sentAt,
    tags: [tierWords[message.tier].name[language], message.type, message.status],
    related: { url: `${base}${capPath(message.identifier)}`, type: capType.split(';')[0]! },
  }
}

function AlertBody({ house, ask, message }: { house: House; ask: Ask; message: AlertMessage }) {
  const { language, base } = ask
  const w = feedWords[language]
  const time = (at: Temporal.Instant) => momentWords(at, house.settings.LANTIAN_ZONE, language, true)
  const standing = message.type !== 'cancel'
  return (
    <div lang={tagOf(language)}>
      {message.status === 'exercise' && (
        <p>
          <strong>{w.exercise}</strong>
        </p>
      )}
      {message.proposal.simulated && (
        <p>
          <strong>{w.simulated}</strong>
        </p>
      )}
      {message.text && <p>{message.text[language]}</p>}
      <p>
        {w.reason}
        {message.reason}
      </p>
      <ul>
        <li>
          {w.sent}
          {time(message.sentAt)}
        </li>
        {standing && (
          <li>
            {w.effective}
            {time(message.effectiveAt)}
          </li>
        )}
        {standing && (
          <li>
            {w.expires}
            {time(message.expiresAt)}
          </li>
        )}
      </ul>
      {standing && (
        <>
          <p>{w.advice}</p>
          <ul>
            {tierWords[message.tier].advice.map((line) => (
              <li>{line[language]}</li>
            ))}
          </ul>
        </>
      )}
      {message.proposal.model && <p>{w.model}</p>}
      <p>
        <a href={`${base}${href(ask, `/air/alerts/${message.alert}`)}`}>{w.alertPage}</a> ·{' '}
        <a href={`${base}${capPath(message.identifier)}`}>{w.cap}</a>
      </p>
    </div>
  )
}
