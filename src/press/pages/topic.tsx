import { href } from '../../kit/html/layout.tsx'
import { Empty, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { notFound } from '../../kit/web/not-found.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { feedLinks, feedPath } from '../feed-links.ts'
import { type LiveLine, liveOfTopic } from '../live.ts'
import { aboutOf, nameOf, type PublicTopic, shelfDepends, topicsOf, wordsOf } from '../shelves.ts'
import { breadcrumbsLd, PressPage, type Scene, sceneOf } from './frame.tsx'
import { Cover, Headlines, Story } from './lines.tsx'
import { words } from './words.ts'

const depends = ['press/live', ...shelfDepends]
/** Texts of one topic: a special page is no archive. */
const most = 200

/** All topics, each with its newest picture. */
export async function topicsPage(house: House, ask: Ask): Promise<Answer> {
  const scene = await sceneOf(house, ask)
  const w = words[ask.language]
  const topics = await topicsOf(scene.db)
  const covers = await Promise.all(topics.map((topic) => coverOf(scene, topic)))
  const body = (
    <PressPage scene={scene} sections={[]} title={w.topics} description={w.topicsAbout}>
      <div class="wrap">
        <div class="pagehead">
          <h1>{w.topics}</h1>
          <p class="lead">{w.topicsAbout}</p>
        </div>
        {topics.length === 0 && <Empty>{w.noTopics}</Empty>}
        <div class="topics">
          {topics.map((topic, at) => (
            <TopicTile scene={scene} topic={topic} cover={covers[at] ?? null} level={2} />
          ))}
        </div>
      </div>
    </PressPage>
  )
  return { body, depends }
}

/** The newest text of a topic that has a picture. */
async function coverOf({ db, ask }: Scene, topic: PublicTopic): Promise<LiveLine | null> {
  const lines = await liveOfTopic(db, topic.id, { language: ask.language, at: ask.at, limit: 8 })
  return lines.find(({ cover }) => cover !== null) ?? null
}

export function TopicTile(props: {
  scene: Scene
  topic: PublicTopic
  cover: LiveLine | null
  level?: 2 | 3
}) {
  const { scene, topic, cover } = props
  const { ask } = scene
  const Level = `h${props.level ?? 3}` as const
  return (
    <article class="story topic">
      {cover && (
        <div class="story-picture">
          <Cover line={cover} shape="wide" sizes="(min-width: 64rem) 25rem, 100vw" />
        </div>
      )}
      <Level class="story-title">
        <a href={href(ask, `/topics/${topic.slug}`)}>
          <bdi>{nameOf(topic, ask.language)}</bdi>
        </a>
      </Level>
      <p class="story-summary">{aboutOf(topic, ask.language)}</p>
    </article>
  )
}

/** A special page: what it is about, its lead, then its texts by column. */
export async function topicPage(house: House, ask: Ask): Promise<Answer> {
  const scene = await sceneOf(house, ask)
  const topic = (await topicsOf(scene.db)).find(({ slug }) => slug === ask.params.slug)
  if (!topic) throw notFound()
  const { language, at } = ask
  const lines = await liveOfTopic(scene.db, topic.id, { language, at, limit: most })
  const name = nameOf(topic, language)
  const w = words[language]
  const lead = lines.find(({ cover }) => cover !== null)
  const rest = Map.groupBy(
    lines.filter((line) => line !== lead),
    ({ column_id }) => column_id,
  )
  const body = (
    <PressPage
      scene={scene}
      sections={[]}
      title={name}
      description={aboutOf(topic, language) || name}
      crumbs={[{ words: wordsOf(topic) }]}
      feeds={feedLinks(ask, { kind: 'topic', row: topic })}
      jsonLd={[
        breadcrumbsLd(ask, [
          { name: language === 'zh' ? '首页' : 'Home', path: '/' },
          { name: w.topics, path: '/topics' },
          { name, path: `/topics/${topic.slug}` },
        ]),
      ]}
    >
      <div class="wrap">
        <div class="pagehead topichead">
          <h1>
            <bdi>{name}</bdi>
          </h1>
          {(topic.from_day || topic.until_day) && (
            <p class="small">{w.span(topic.from_day ?? '…', topic.until_day ?? '…')}</p>
          )}
          {aboutOf(topic, language) && <p class="standfirst">{aboutOf(topic, language)}</p>}
        </div>
        {lines.length === 0 && <Empty>{w.none}</Empty>}
        {lead && (
          <Story
            scene={scene}
            line={lead}
            class="story-lead"
            shape="wide"
            sizes="(min-width: 64rem) 46rem, 100vw"
            level={2}
            first
          />
        )}
        <div class="columns columns-6-6">
          {scene.columns
            .filter(({ id }) => rest.has(id))
            .map((column) => (
              <Section title={nameOf(column, language)}>
                <Headlines scene={scene} lines={rest.get(column.id)!} />
              </Section>
            ))}
        </div>
        <p class="ways">
          <a href={href(ask, `${feedPath({ kind: 'topic', row: topic })}.rss`)}>RSS</a>
          <a href={href(ask, `${feedPath({ kind: 'topic', row: topic })}.atom`)}>Atom</a>
          <a href={href(ask, `${feedPath({ kind: 'topic', row: topic })}.json`)}>JSON Feed</a>
        </p>
      </div>
    </PressPage>
  )
  return { body, depends }
}
