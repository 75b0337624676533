import { href } from '../../kit/html/layout.tsx'
import { Empty, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { notFound } from '../../kit/web/not-found.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { feedLinks, feedPath, type Scope } from '../feed-links.ts'
import { type Key, keyWords, type LiveLine, liveIn, newest, readKey } from '../live.ts'
import { aboutOf, nameOf, type PublicColumn, shelfDepends, wordsOf } from '../shelves.ts'
import { breadcrumbsLd, PressPage, type Scene, sceneOf } from './frame.tsx'
import { Headlines, Story } from './lines.tsx'
import { words } from './words.ts'

/** Texts on one page of a list. */
const each = 20

/** Everything that the centre published, newest first. */
export async function newsPage(house: House, ask: Ask): Promise<Answer> {
  const scene = await sceneOf(house, ask)
  const w = words[ask.language]
  return listPage(scene, {
    scope: { kind: 'news' },
    path: '/news',
    title: w.news,
    about: w.newsAbout,
    read: (before) => newest(scene.db, { language: ask.language, at: ask.at, limit: each + 1, before }),
  })
}

/** A column: its newest text with a picture in front, the others under it. */
export async function columnPage(house: House, ask: Ask): Promise<Answer> {
  const scene = await sceneOf(house, ask)
  const column = scene.columns.find(({ slug }) => slug === ask.params.slug)
  if (!column) throw notFound()
  return listPage(scene, {
    scope: { kind: 'column', row: column },
    path: `/columns/${column.slug}`,
    title: nameOf(column, ask.language),
    about: aboutOf(column, ask.language),
    column,
    read: (before) =>
      liveIn(scene.db, column.id, { language: ask.language, at: ask.at, limit: each + 1, before }),
  })
}

interface List {
  scope: Scope
  path: string
  title: string
  about: string
  column?: PublicColumn
  read(before: Key | null): Promise<LiveLine[]>
}

async function listPage(scene: Scene, list: List): Promise<Answer> {
  const { ask } = scene
  const before = readKey(ask.query.get('before'))
  const found = await list.read(before)
  const shown = found.slice(0, each)
  const older = found.length > each ? `${list.path}?before=${keyWords(shown.at(-1)!)}` : null
  const w = words[ask.language]
  const trail = [
    { name: ask.language === 'zh' ? '首页' : 'Home', path: '/' },
    { name: w.news, path: '/news' },
    ...(list.column ? [{ name: list.title, path: list.path }] : []),
  ]
  const body = (
    <PressPage
      scene={scene}
      title={list.title}
      description={list.about || list.title}
      crumbs={list.column ? [{ words: wordsOf(list.column) }] : []}
      feeds={feedLinks(ask, list.scope)}
      jsonLd={[breadcrumbsLd(ask, trail)]}
    >
      <div class="wrap">
        <div class="pagehead listhead">
          <h1>{list.title}</h1>
          {list.about && <p class="lead">{list.about}</p>}
        </div>
        {shown.length === 0 ? (
          <Empty>{w.none}</Empty>
        ) : (
          <Stories scene={scene} lines={shown} lead={!before} />
        )}
        <nav class="pager" aria-label={`${w.older} / ${w.newest}`}>
          {before && <a href={href(ask, list.path)}>← {w.newest}</a>}
          {older && (
            <a rel="next" href={href(ask, older)}>
              {w.older} →
            </a>
          )}
        </nav>
        <Ways scene={scene} list={list} />
      </div>
    </PressPage>
  )
  return { body, depends: ['press/live', ...shelfDepends] }
}

/** On the first page the newest text with a picture leads, wherever it stands among the first three. */
function Stories({ scene, lines, lead }: { scene: Scene; lines: readonly LiveLine[]; lead: boolean }) {
  const first = lead ? lines.slice(0, 3).find(({ cover }) => cover !== null) : undefined
  return (
    <>
      {first && (
        <Story
          scene={scene}
          line={first}
          class="story-lead"
          shape="wide"
          sizes="(min-width: 64rem) 46rem, 100vw"
          level={2}
          first
        />
      )}
      <div class="stories">
        {lines
          .filter((line) => line !== first)
          .map((line) => (
            <Story scene={scene} line={line} class="story-row" sizes="(min-width: 48rem) 14rem, 30vw" />
          ))}
      </div>
    </>
  )
}

/** The other ways to what a list holds: its archive, its feeds. */
function Ways({ scene: { ask }, list }: { scene: Scene; list: List }) {
  const w = words[ask.language]
  return (
    <p class="ways">
      {list.column && <a href={href(ask, `${list.path}/archive`)}>{w.archive}</a>}
      <a href={href(ask, `${feedPath(list.scope)}.rss`)}>RSS</a>
      <a href={href(ask, `${feedPath(list.scope)}.atom`)}>Atom</a>
      <a href={href(ask, `${feedPath(list.scope)}.json`)}>JSON Feed</a>
      <a href="/feeds.opml">{w.allFeeds}</a>
    </p>
  )
}

/** A short list under a heading, with the way on. */
export const Some = (props: { scene: Scene; title: string; path: string; lines: readonly LiveLine[] }) => (
  <Section title={props.title}>
    <Headlines scene={props.scene} lines={props.lines} empty={words[props.scene.ask.language].none} />
    <p class="after">
      <a href={href(props.scene.ask, props.path)}>{words[props.scene.ask.language].more}</a>
    </p>
  </Section>
)
