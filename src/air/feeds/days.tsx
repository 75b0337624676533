import { href } from '../../kit/html/layout.tsx'
import type { House } from '../../kit/room.ts'
import { type Feed, type FeedEntry, type FeedFormat, feedId } from '../../kit/web/feed.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { tagOf } from '../../kit/words.ts'
import { type DayItem, dayItems } from '../day.ts'
import { dayReport } from '../days.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { momentWords } from '../pages/alert-words.ts'
import { dayWords, words } from '../pages/words.ts'
import { symbols } from '../pollutants.ts'
import { type DayEntry, dayEntries } from './day-entries.ts'
import { feedWords } from './words.ts'

/** The last thirty day reports of the city. */
export async function daysFeed(house: House, ask: Ask, format: FeedFormat): Promise<Feed> {
  const { language, base } = ask
  const w = feedWords[language]
  const city = house.centre.city[language]
  const entries = await dayEntries(house, ask.at)
  return {
    id: feedId('air days', house.centre.city.en, language),
    title: w.days(city),
    description: w.daysAbout(city),
    page: `${base}${href(ask, '/air/history')}`,
    url: `${base}${href(ask, `/feeds/days.${format}`)}`,
    language,
    author: house.centre.name[language],
    rights: rightsOf(entries, ask),
    icon: `${base}/icon-192.png`,
    entries: await Promise.all(entries.map((entry) => entryOf(house, ask, entry))),
    updated: ask.at.toZonedDateTimeISO(house.settings.LANTIAN_ZONE).startOfDay().toInstant(),
  }
}

const licenceOf = ({ attribution, name, licence, url }: DayEntry['sources'][number], zh: boolean) =>
  `${attribution || name}${licence ? (zh ? `（${licence}）` : ` (${licence})`) : ''}${url ? ` ${url}` : ''}`

function rightsOf(entries: readonly DayEntry[], { language }: Ask): string {
  const zh = language === 'zh'
  const all = new Set(entries.flatMap(({ sources }) => sources.map((source) => licenceOf(source, zh))))
  return all.size > 0
    ? feedWords[language].licences([...all].join(zh ? '；' : '; '))
    : feedWords[language].ask
}

async function entryOf(house: House, ask: Ask, entry: DayEntry): Promise<FeedEntry> {
  const { language, base } = ask
  const w = feedWords[language]
  const report = dayReport(entry.row)
  const city = house.centre.city
  const kind = words[language].kinds[entry.kind]
  const name = w.day(city[language], dayWords(report.day, language))
  const said = saidOf(entry, language)
  // What nobody measured is named in the title, too: many readers show nothing else.
  const label = entry.kind === 'reference' ? '' : language === 'zh' ? `【${kind}】` : `[${kind}] `
  const body = <DayBody house={house} ask={ask} entry={entry} />
  return {
    id: feedId('air day', city.en, report.day, language),
    title: `${label}${name}${language === 'zh' ? '：' : ': '}${said}`,
    url: `${base}${href(ask, `/air/history/day/${report.day}`)}`,
    summary: `${said}${language === 'zh' ? '。' : '. '}${w.kindOf(kind)}`,
    html: String(await body.toString()),
    published: entry.published,
    updated: entry.corrected ?? entry.published,
    tags: [kind, ...(report.published === 'NA' || !report.category ? [] : [report.category[language]])],
  }
}

/** "良，指数 87，首要污染物 PM₂.₅"; what the standard withholds is not said. */
function saidOf({ row }: DayEntry, language: Ask['language']): string {
  const w = feedWords[language]
  const { published, category, chief } = dayReport(row)
  if (published === 'NA' || !category) return w.noIndex
  const comma = language === 'zh' ? '，' : ', '
  const list = chief.map((one) => symbols[one]).join(language === 'zh' ? '、' : ' + ')
  return [w.index(published, category[language]), ...(list ? [w.chief(list)] : [])].join(comma)
}

function DayBody({ house, ask, entry }: { house: House; ask: Ask; entry: DayEntry }) {
  const { language, base } = ask
  const w = feedWords[language]
  const zone = house.settings.LANTIAN_ZONE
  const report = dayReport(entry.row)
  const standard = indexStandardOn(report.day)
  const category = report.published === 'NA' ? null : categoryOf(standard, report.published)
  return (
    <div lang={tagOf(language)}>
      {entry.kind !== 'reference' && (
        <p>
          <strong>{words[language].kindNotice[entry.kind]}</strong>
        </p>
      )}
      <p>
        {w.day(house.centre.city[language], dayWords(report.day, language))}
        {language === 'zh' ? '：' : ': '}
        {saidOf(entry, language)}
        {language === 'zh' ? '。' : '. '}
        {w.standard(standard.name)}
      </p>
      {category?.health && (
        <p>
          {w.health}
          {category.health[language]}
        </p>
      )}
      {category?.advice && (
        <p>
          {w.measures}
          {category.advice[language]}
        </p>
      )}
      <Values entry={entry} language={language} />
      <p>
        {w.kindOf(words[language].kinds[entry.kind])} {entry.kind === 'reference' && w.unvalidated}{' '}
        {entry.corrected && w.corrected(momentWords(entry.corrected, zone, language, true))}
      </p>
      {entry.sources.length > 0 && (
        <p>
          {w.licences(
            entry.sources
              .map((source) => licenceOf(source, language === 'zh'))
              .join(language === 'zh' ? '；' : '; '),
          )}
        </p>
      )}
      <p>
        <a href={`${base}${href(ask, `/air/history/day/${report.day}`)}`}>{w.more}</a>
      </p>
    </div>
  )
}

const stationsBehind = ({ row }: DayEntry, item: DayItem) => (item === 'o3_8h' ? row.n_o3 : row[`n_${item}`])

function Values({ entry, language }: { entry: DayEntry; language: Ask['language'] }) {
  const w = feedWords[language]
  const { values } = dayReport(entry.row)
  return (
    <table>
      <caption>{w.table}</caption>
      <thead>
        <tr>
          {w.head.map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {dayItems.map((item) => (
          <tr>
            <th scope="row">{w.items[item]}</th>
            <td>
              {values[item] === null ? w.missing : `${values[item]} ${item === 'co' ? 'mg/m³' : 'µg/m³'}`}
            </td>
            <td>{stationsBehind(entry, item)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
