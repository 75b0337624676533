import { pictureAddress } from '../kit/files/address.ts'
import { filesOf } from '../kit/files/files.ts'
import { href } from '../kit/html/layout.tsx'
import type { House } from '../kit/room.ts'
import { htmlOf } from '../kit/text/text.ts'
import { type Feed, type FeedEntry, type FeedFormat, feedId } from '../kit/web/feed.ts'
import { notFound } from '../kit/web/not-found.ts'
import type { Ask } from '../kit/web/pages.ts'
import { languages } from '../kit/words.ts'
import { escaped } from '../kit/xml.ts'
import { feedPath, type Scope, scopeName } from './feed-links.ts'
import { type LiveLine, liveIn, liveOfTopic, newest, pathOf } from './live.ts'
import { docOf, resolveOf } from './pages/body.tsx'
import { type Scene, sceneOf } from './pages/frame.tsx'
import { aboutLive, type LiveRow } from './publish.ts'
import { columnsOf, nameOf, topicsOf } from './shelves.ts'
import type { PressDb } from './tables.ts'

/** Entries of a feed. */
const entriesOf = 30

const rights = {
  zh: '转载请注明来源和原文网址。',
  en: 'May be reprinted with its source and the address of the original.',
}

/** The scope that a feed's address names. @throws Problem 404 */
export async function scopeOf(db: PressDb, kind: Scope['kind'], slug: string): Promise<Scope> {
  if (kind === 'news') return { kind }
  if (kind === 'column') {
    const row = (await columnsOf(db)).find((column) => column.slug === slug)
    if (row) return { kind, row }
  } else {
    const row = (await topicsOf(db)).find((topic) => topic.slug === slug)
    if (row) return { kind, row }
  }
  throw notFound()
}

/** The newest of a scope with their full text. */
export async function pressFeed(house: House, ask: Ask, scope: Scope, format: FeedFormat): Promise<Feed> {
  const scene = await sceneOf(house, ask)
  const { language, base } = ask
  const { db } = scene
  const asked = { language, at: ask.at, limit: entriesOf }
  const lines =
    scope.kind === 'news'
      ? await newest(db, asked)
      : await (scope.kind === 'column' ? liveIn : liveOfTopic)(db, scope.row.id, asked)
  const name = scopeName(scope, language)
  const page = scope.kind === 'news' ? '/news' : `/${scope.kind}s/${scope.row.slug}`
  return {
    id: feedId('press', scope.kind, scope.kind === 'news' ? '' : scope.row.slug, language),
    title: `${name} · ${house.centre.name[language]}`,
    description: house.centre.about[language],
    page: `${base}${href(ask, page)}`,
    url: `${base}${href(ask, `${feedPath(scope)}.${format}`)}`,
    language,
    author: house.centre.name[language],
    rights: rights[language],
    icon: `${base}/icon-192.png`,
    entries: await Promise.all(lines.map((line) => entryOf(scene, line))),
    updated: ask.at.toZonedDateTimeISO(scene.zone).startOfDay().toInstant(),
  }
}

async function entryOf(scene: Scene, line: LiveLine): Promise<FeedEntry> {
  const { ask, db, columns } = scene
  const live = await db
    .selectFrom('press_live')
    .selectAll()
    .where('text_id', '=', line.text_id)
    .executeTakeFirstOrThrow()
  const column = columns.find(({ id }) => id === line.column_id)
  const at = (moment: number) => Temporal.Instant.fromEpochMilliseconds(moment)
  return {
    id: feedId('press article', String(line.article), line.language),
    title: line.title,
    url: `${ask.base}${href(ask, pathOf(line))}`,
    summary: line.summary,
    html: await fullText(scene, live),
    published: at(line.published_at),
    updated: at(line.changed_at),
    tags: column ? [nameOf(column, ask.language)] : [],
  }
}

/** The text as HTML for other programs: whole addresses, one size of each picture. */
async function fullText(scene: Scene, live: LiveRow): Promise<string> {
  const { base } = scene.ask
  const sizes = new Map((await filesOf(scene.db, aboutLive(live))).map((file) => [file.sha256, file]))
  const html = htmlOf(docOf(live), {
    language: live.language,
    resolve: {
      ...(await resolveOf(scene, live)),
      picture: ({ sha256, alt }) => {
        const width = sizes.get(sha256)?.width
        return width ? (
          <img src={pictureAddress({ sha256, width }, { width: 960, format: 'jpeg' })} alt={alt} />
        ) : null
      },
    },
  })
  // A quotation mark in the words is written as an entity, so that this can only be the beginning of an attribute.
  return String(await html.toString()).replaceAll(/ (href|src)="(?=\/(?!\/))/g, ` $1="${escaped(base)}`)
}

/** Every feed of the press room in both languages, as a list for feed readers (OPML 2.0). */
export async function opml(house: House, ask: Ask): Promise<string> {
  const db: PressDb = house.store.db
  const [columns, topics] = await Promise.all([columnsOf(db), topicsOf(db)])
  const scopes: Scope[] = [
    { kind: 'news' },
    ...columns.filter(({ kind }) => kind !== 'pages').map((row) => ({ kind: 'column' as const, row })),
    ...topics.map((row) => ({ kind: 'topic' as const, row })),
  ]
  const outline = (scope: Scope, language: Ask['language']) => {
    const name = escaped(scopeName(scope, language))
    const address = escaped(`${ask.base}${href({ language }, `${feedPath(scope)}.atom`)}`)
    return `<outline type="rss" text="${name}" title="${name}" language="${language === 'zh' ? 'zh-CN' : 'en'}" xmlUrl="${address}"/>\n`
  }
  const groups = languages.map(
    (language) =>
      `<outline text="${escaped(house.centre.name[language])}">\n${scopes.map((scope) => outline(scope, language)).join('')}</outline>\n`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n<head><title>${escaped(house.centre.name.zh)}</title></head>\n<body>\n${groups.join('')}</body>\n</opml>\n`
}
