import type { Child } from 'hono/jsx'
import { alertInForce, tierWords } from '../../air/index.ts'
import { newestFilm } from '../../broadcast/index.ts'
import { href } from '../../kit/html/layout.tsx'
import type { Block } from '../home/blocks.ts'
import { type LiveLine, linesOfArticles, liveIn, newest, newestOf } from '../live.ts'
import { nameOf, topicsOf } from '../shelves.ts'
import type { Scene } from './frame.tsx'
import { Headlines, Story } from './lines.tsx'
import { TopicTile } from './topic.tsx'
import { dayName, words } from './words.ts'

/** What the blocks above have shown already: no story stands twice on the home page. */
export type Shown = Set<number>

/** A block with what is to be read in it; null where it has nothing to show. */
export function renderBlock(scene: Scene, block: Block, shown: Shown): Promise<Child | null> {
  switch (block.kind) {
    case 'alert':
      return alertBlock(scene)
    case 'lead':
      return leadBlock(scene, block, shown)
    case 'news':
      return newsBlock(scene, block, shown)
    case 'notices':
      return noticesBlock(scene, block)
    case 'topics':
      return topicsBlock(scene, block)
    case 'film':
      return filmBlock(scene)
    case 'pictures':
      return picturesBlock(scene, block, shown)
    case 'knowledge':
      return knowledgeBlock(scene, block, shown)
    case 'links':
      return linksBlock(scene, block)
  }
}

const sizes = {
  lead: '(min-width: 80rem) 50rem, (min-width: 64rem) 62vw, 100vw',
  third: '(min-width: 64rem) 24rem, (min-width: 40rem) 50vw, 35vw',
  half: '(min-width: 64rem) 37rem, 100vw',
}

/** A heading over a block, with the way to all of it. */
function Head({ scene, title, path }: { scene: Scene; title: string; path?: string }) {
  const { ask } = scene
  return (
    <div class="front-head">
      <h2>{path ? <a href={href(ask, path)}>{title}</a> : title}</h2>
      {path && (
        <a
          class="front-more"
          href={href(ask, path)}
          aria-label={`${words[ask.language].more}${words[ask.language].colon}${title}`}
        >
          {words[ask.language].more}
        </a>
      )}
    </div>
  )
}

const columnOf = ({ columns }: Scene, { column }: Block) => columns.find(({ slug }) => slug === column)

/** The newest of the block's column, or of all, that no block above has shown. */
async function fresh(scene: Scene, block: Block, shown: Shown, count: number): Promise<LiveLine[]> {
  const { db, ask } = scene
  const column = columnOf(scene, block)
  if (block.column !== null && !column) return []
  const asked = { language: ask.language, at: ask.at, limit: count + shown.size }
  const lines = column ? await liveIn(db, column.id, asked) : await newest(db, asked)
  const left = lines.filter(({ text_id }) => !shown.has(text_id)).slice(0, count)
  for (const { text_id } of left) shown.add(text_id)
  return left
}

async function alertBlock({ house, ask }: Scene): Promise<Child | null> {
  const alert = await alertInForce(house.store.db, ask.at)
  if (!alert) return null
  const { headline, advice } = tierWords[alert.tier]
  return (
    <section class="front-alert">
      <h2>
        <a href={href(ask, `/air/alerts/${alert.alert}`)}>{headline[ask.language]}</a>
      </h2>
      <ul>
        {advice.slice(0, 3).map((line) => (
          <li>{line[ask.language]}</li>
        ))}
      </ul>
    </section>
  )
}

async function leadBlock(scene: Scene, block: Block, shown: Shown): Promise<Child | null> {
  const { db, ask } = scene
  const asked = { language: ask.language, at: ask.at }
  const [chosen] = block.article === null ? [] : await linesOfArticles(db, [block.article], asked)
  const newestNews = chosen ? [] : await newestOf(db, 'news', { ...asked, limit: 10 })
  const line = chosen ?? newestNews.find(({ cover }) => cover !== null) ?? newestNews[0]
  if (!line) return null
  shown.add(line.text_id)
  return (
    <Story scene={scene} line={line} class="front-lead" shape="wide" sizes={sizes.lead} level={2} first />
  )
}

async function newsBlock(scene: Scene, block: Block, shown: Shown): Promise<Child | null> {
  const { language } = scene.ask
  const lines = (await fresh(scene, block, shown, block.count + 4)).toSorted(
    // What has a picture first, in rows of three; the order of days otherwise stays.
    (a, b) => Number(b.cover !== null) - Number(a.cover !== null),
  )
  if (lines.length === 0) return null
  for (const { text_id } of lines.slice(block.count)) shown.delete(text_id)
  const column = columnOf(scene, block)
  return (
    <section>
      <Head
        scene={scene}
        title={column ? nameOf(column, language) : words[language].news}
        path={column ? `/columns/${column.slug}` : '/news'}
      />
      <div class="front-stories">
        {lines.slice(0, block.count).map((line) => (
          <Story scene={scene} line={line} sizes={sizes.third} />
        ))}
      </div>
    </section>
  )
}

async function noticesBlock(scene: Scene, block: Block): Promise<Child | null> {
  const column = columnOf(scene, block)
  const lines = await fresh(scene, block, new Set(), block.count)
  if (lines.length === 0) return null
  const { language } = scene.ask
  return (
    <section class="front-notices">
      <Head
        scene={scene}
        title={column ? nameOf(column, language) : words[language].news}
        path={column ? `/columns/${column.slug}` : '/news'}
      />
      <Headlines scene={scene} lines={lines} />
    </section>
  )
}

async function topicsBlock(scene: Scene, block: Block): Promise<Child | null> {
  const topics = (await topicsOf(scene.db)).slice(0, block.count)
  if (topics.length === 0) return null
  return (
    <section class="front-topics">
      <Head scene={scene} title={words[scene.ask.language].topics} path="/topics" />
      <div class="front-four">
        {topics.map((topic) => (
          <TopicTile scene={scene} topic={topic} cover={null} />
        ))}
      </div>
    </section>
  )
}

async function filmBlock(scene: Scene): Promise<Child | null> {
  const { ask, house, zone } = scene
  const film = await newestFilm(house)
  if (!film) return null
  const w = filmWords[ask.language]
  const noon = Temporal.PlainDate.from(film.day).toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
  return (
    <section class="front-film">
      <Head scene={scene} title={w.title} path="/broadcast" />
      <article class="story">
        <div class="story-picture film-picture">
          <img src={film.poster} alt="" width="1280" height="720" loading="lazy" decoding="async" />
          <svg viewBox="0 0 48 48" aria-hidden="true">
            <circle cx="24" cy="24" r="23" />
            <path d="M19 15v18l15-9z" />
          </svg>
        </div>
        <div class="story-words">
          <h3 class="story-title">
            <a href={href(ask, film.path)}>{film.title[ask.language]}</a>
          </h3>
          <p class="story-meta">
            <time datetime={film.day}>{dayName(noon.epochMilliseconds, zone, ask.language)}</time>
            {!film.signed && <span>{w.unsigned}</span>}
          </p>
        </div>
      </article>
    </section>
  )
}

const filmWords = {
  zh: { title: '空气质量播报', unsigned: '演示，未经签发' },
  en: { title: 'The Air Quality Broadcast', unsigned: 'Demonstration, not signed off' },
}

async function picturesBlock(scene: Scene, block: Block, shown: Shown): Promise<Child | null> {
  const { db, ask } = scene
  const asked = { language: ask.language, at: ask.at, limit: block.count }
  const lines = await newestOf(db, 'story', asked)
  if (lines.length === 0) return null
  for (const { text_id } of lines) shown.add(text_id)
  const column = scene.columns.find(({ id }) => id === lines[0]!.column_id)
  return (
    <section class="front-pictures">
      <Head
        scene={scene}
        title={column ? nameOf(column, ask.language) : words[ask.language].kinds.story}
        path={column ? `/columns/${column.slug}` : '/news'}
      />
      <div class="front-two">
        {lines.map((line) => (
          <Story scene={scene} line={line} shape="wide" sizes={sizes.half} kicker={false} />
        ))}
      </div>
    </section>
  )
}

async function knowledgeBlock(scene: Scene, block: Block, shown: Shown): Promise<Child | null> {
  const { language } = scene.ask
  const lines = await fresh(scene, block, shown, block.count)
  if (lines.length === 0) return null
  const column = columnOf(scene, block)
  const first = lines.find(({ cover }) => cover !== null) ?? lines[0]!
  return (
    <section>
      <Head
        scene={scene}
        title={column ? nameOf(column, language) : words[language].news}
        path={column ? `/columns/${column.slug}` : '/news'}
      />
      <div class="front-split">
        <Story scene={scene} line={first} shape="landscape" sizes={sizes.half} kicker={false} />
        <div class="front-rows">
          {lines
            .filter((line) => line !== first)
            .map((line) => (
              <Story
                scene={scene}
                line={line}
                class="story-row"
                sizes="(min-width: 64rem) 11rem, 30vw"
                kicker={false}
              />
            ))}
        </div>
      </div>
    </section>
  )
}

async function linksBlock({ ask }: Scene, { links }: Block): Promise<Child | null> {
  if (links.length === 0) return null
  return (
    <section class="front-links">
      <h2>{ask.language === 'zh' ? '链接' : 'Links'}</h2>
      <ul>
        {links.map(({ zh, en, to }) => (
          <li>
            <a
              href={to.startsWith('/') ? href(ask, to) : to}
              rel={to.startsWith('/') ? undefined : 'noopener'}
            >
              {ask.language === 'zh' ? zh : en}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
