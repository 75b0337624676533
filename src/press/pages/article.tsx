import type { Child } from 'hono/jsx'
import { cutRound } from '../../kit/files/address.ts'
import { pictureAddress } from '../../kit/files/files.ts'
import { shapeSize } from '../../kit/files/widths.ts'
import { href } from '../../kit/html/layout.tsx'
import type { House } from '../../kit/room.ts'
import { notFound } from '../../kit/web/not-found.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { securityHeaders } from '../../kit/web/security.ts'
import { tagOf } from '../../kit/words.ts'
import { feedLinks } from '../feed-links.ts'
import { beside, liveBySlug, pathOf, pathsOf } from '../live.ts'
import { aboutLive, focalOf, type LiveRow } from '../publish.ts'
import { explanations, related } from '../related.ts'
import { nameOf, type PublicTopic, shelfDepends, topicsOfText, wordsOf } from '../shelves.ts'
import {
  After,
  type Around,
  Attachments,
  Contents,
  Corrections,
  Expired,
  Explains,
  Head,
  Lead,
  Share,
  Topics,
} from './article-parts.tsx'
import { Body, filesOfAll, resolveOf } from './body.tsx'
import { articleCardPath } from './card.ts'
import { breadcrumbsLd, PressPage, type Scene, sceneOf } from './frame.tsx'
import { dayName, words } from './words.ts'

/** How many texts stand under "read on". */
const readOn = 5

/** What an address under `/articles` or `/centre` leads to: the text, the place it has moved to, or why it is gone. */
export async function articlePage(house: House, ask: Ask): Promise<Answer> {
  const scene = await sceneOf(house, ask)
  const found = await liveBySlug(scene.db, ask.language, ask.params.slug!)
  if (!found) throw notFound()
  if ('moved' in found) return moved(ask, pathOf(found.moved))
  const { live } = found
  if (pathOf(live) !== ask.path) return moved(ask, pathOf(live))
  if (live.down_reason !== null) return gone(scene, live)
  return { body: await wholeArticle(scene, live), depends: [...articleDepends(live), ...shelfDepends] }
}

const articleDepends = ({ article }: LiveRow) => [`article/${article}`, 'press/live', 'air/readings']

const moved = (ask: Ask, path: string): Answer => ({
  body: '',
  status: 301,
  contentType: 'text/plain; charset=utf-8',
  headers: { ...securityHeaders, location: href(ask, path), 'cache-control': 'public, max-age=3600' },
})

/** 410: says when and why, and nothing of what it said. */
function gone(scene: Scene, live: LiveRow): Answer {
  const { ask, zone } = scene
  const w = words[ask.language]
  const body = (
    <PressPage
      scene={scene}
      title={w.withdrawn}
      description={w.withdrawn}
      crumbs={[{ words: { zh: words.zh.withdrawn, en: words.en.withdrawn } }]}
      paths={{ [ask.language]: ask.path }}
      noIndex
    >
      <div class="wrap pagehead">
        <h1>{w.withdrawn}</h1>
        <p class="lead">{w.withdrawnWhen(dayName(live.down_at!, zone, ask.language))}</p>
        <p class="lead">
          {w.withdrawnWhy}
          <bdi>{live.down_reason}</bdi>
        </p>
        <p class="lead">
          <a href={href(ask, '/news')}>{w.news}</a>
        </p>
      </div>
    </PressPage>
  )
  return { body, status: 410 }
}

async function around({ db, ask }: Scene, live: LiveRow): Promise<Around> {
  const [explained, more, neighbours] = await Promise.all([
    explanations(db, live, ask.at),
    live.kind === 'page' ? [] : related(db, live, ask.at, readOn),
    live.kind === 'page' ? { older: null, newer: null } : beside(db, live, ask.at),
  ])
  return { ...explained, related: more, ...neighbours }
}

/** A text that is shown to who makes it before it is live. */
export interface Preview {
  /** Things whose files it may show. */
  files: readonly string[]
  notice: Child
}

/** The whole page of a text; the desk's preview shows it with words that are not live yet. */
export async function wholeArticle(scene: Scene, live: LiveRow, preview?: Preview) {
  const { db, ask } = scene
  const filesIn = preview?.files ?? [aboutLive(live)]
  const [resolve, paths, corrections, topics, files, round] = await Promise.all([
    resolveOf(scene, live, filesIn),
    pathsOf(db, live.article),
    db
      .selectFrom('press_correction')
      .select(['at', 'reason'])
      .where('text_id', '=', live.text_id)
      .orderBy('id', 'desc')
      .execute(),
    topicsOfText(db, live.text_id),
    filesOfAll(scene, filesIn),
    around(scene, live),
  ])
  const cover = files.find(({ sha256, width }) => sha256 === live.cover && width !== null)
  const size = cover ? { width: cover.width!, height: cover.height! } : null
  const column = scene.columns.find(({ id }) => id === live.column_id)
  const titled = { words: { zh: live.title, en: live.title } }
  return (
    <PressPage
      scene={scene}
      title={live.title}
      notices={preview?.notice}
      noIndex={preview !== undefined}
      description={live.summary || live.title}
      crumbs={
        live.kind === 'page'
          ? [titled]
          : [...(column ? [{ words: wordsOf(column), path: `/columns/${column.slug}` }] : []), titled]
      }
      {...(live.kind === 'page' ? { sections: undefined } : {})}
      paths={paths}
      kind="article"
      card={size ? coverCard(live, size) : articleCardPath(live)}
      feeds={feedLinks(ask, column ? { kind: 'column', row: column } : { kind: 'news' })}
      jsonLd={articleLd(scene, live, size, topics)}
    >
      <article class={`wrap article article-${live.kind}`} lang={tagOf(live.language)}>
        <Head scene={scene} live={live} />
        <Expired scene={scene} live={live} />
        <Corrections scene={scene} live={live} corrections={corrections} />
        <Explains scene={scene} around={round} />
        <Lead live={live} size={size} />
        <Contents scene={scene} live={live} />
        <div id="article-text">
          <Body live={live} resolve={resolve} />
        </div>
        <Attachments scene={scene} live={live} />
        <footer class="article-foot">
          <Topics scene={scene} topics={topics} />
          <Share scene={scene} live={live} card={articleCardPath(live)} />
        </footer>
        <After scene={scene} around={round} />
      </article>
    </PressPage>
  )
}

/** The cover in the shape that social networks ask for. */
function coverCard(live: LiveRow, size: { width: number; height: number }): string {
  const { width } = shapeSize(size, 'card')
  return pictureAddress(
    { sha256: live.cover!, width },
    { width: 1280, format: 'jpeg', cut: cutRound('card', focalOf(live)) },
  )
}

function articleLd(
  { ask, house, columns }: Scene,
  live: LiveRow,
  size: { width: number; height: number } | null,
  topics: readonly PublicTopic[],
): object[] {
  const iso = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toString()
  const column = columns.find(({ id }) => id === live.column_id)
  const centre = { '@type': 'GovernmentOrganization', name: house.centre.name[ask.language], url: ask.base }
  const trail = [
    { name: ask.language === 'zh' ? '首页' : 'Home', path: '/' },
    ...(column && live.kind !== 'page'
      ? [{ name: nameOf(column, ask.language), path: `/columns/${column.slug}` }]
      : []),
    { name: live.title, path: pathOf(live) },
  ]
  return [
    {
      '@context': 'https://schema.org',
      '@type': live.kind === 'page' ? 'WebPage' : 'NewsArticle',
      headline: live.title,
      description: live.summary || undefined,
      inLanguage: tagOf(live.language),
      url: `${ask.base}${href(ask, pathOf(live))}`,
      mainEntityOfPage: `${ask.base}${href(ask, pathOf(live))}`,
      image: [`${ask.base}${size ? coverCard(live, size) : articleCardPath(live)}`],
      datePublished: iso(live.published_at),
      dateModified: iso(live.changed_at),
      author: live.author ? { '@type': 'Person', name: live.author } : centre,
      publisher: centre,
      articleSection: column ? nameOf(column, ask.language) : undefined,
      keywords: topics.length > 0 ? topics.map((topic) => nameOf(topic, ask.language)) : undefined,
      isAccessibleForFree: true,
    },
    breadcrumbsLd(ask, trail),
  ]
}
