import { Breath } from '../../kit/breath.ts'
import { saveFile } from '../../kit/files/files.ts'
import type { Job } from '../../kit/jobs/jobs.ts'
import { startCase } from '../../kit/procedure/procedure.ts'
import { addRow } from '../../kit/register/rows.ts'
import type { House } from '../../kit/room.ts'
import { type Language, languages } from '../../kit/words.ts'
import { article as procedure } from '../article.procedure.ts'
import { writeFacts } from '../facts.ts'
import { hoursOf } from '../fit.ts'
import { goLive } from '../publish.ts'
import { columnsOf, topicsOf } from '../shelves.ts'
import { takeSlug } from '../slugs.ts'
import type { PressDb } from '../tables.ts'
import { dbOf, textById } from '../texts.ts'
import { topics } from '../topic.register.ts'
import { addVersion, type Wording } from '../versions.ts'
import { airArticles } from './air-articles.ts'
import type { DemoArticle } from './article.ts'
import { docOfLines } from './doc.ts'
import { houseArticles } from './house-articles.ts'
import { lifeArticles } from './life-articles.ts'
import { drawScene, type SceneName } from './scenes.ts'
import { demoTopics } from './topics.ts'

const by = 'house'
const source = '演示稿件 · Demonstration'

/** Oldest first, as they came out: what is linked to has its number before the link is written. */
const articles: readonly DemoArticle[] = [...airArticles, ...lifeArticles, ...houseArticles].toSorted(
  (a, b) => b.daysAgo - a.daysAgo || a.clock.localeCompare(b.clock),
)

/**
 * A centre without a file of its own that may simulate its air is a demonstration: it shows what a press room looks
 * like, until somebody has written anything.
 */
async function isWanted({ settings, store }: House): Promise<boolean> {
  if (settings.LANTIAN_CENTRE !== undefined || !settings.LANTIAN_SIMULATED) return false
  const db: PressDb = store.db
  return (await db.selectFrom('press_article').select('id').limit(1).executeTakeFirst()) === undefined
}

export const demonstrationJob = (house: House): Job => ({
  name: 'press.demonstration',
  title: { zh: '准备演示稿件', en: 'Prepare the articles of the demonstration' },
  every: '17 4 * * *',
  atOnce: true,
  run: async ({ progress, signal }) => {
    if (!(await isWanted(house))) return ''
    return `${await loadDemonstration(house, progress, signal)} articles`
  },
})

/**
 * Writes, signs and publishes the articles of the demonstration, with its topics and pictures. All words come in one
 * transaction: it is safe to stop and to run again. @returns how many articles
 */
export async function loadDemonstration(
  house: House,
  progress: (done: number, of: number) => void = () => {},
  signal?: AbortSignal,
): Promise<number> {
  const pictures = await drawAll(house, progress, signal)
  await dbOf(house)
    .transaction()
    .execute(async (tx) => {
      const at = house.clock()
      for (const topic of demoTopics) await addRow(tx, topics, topic, { at, by })
      await writeAll(house, tx, pictures)
    })
  house.cache.drop('press', 'article', 'press_topic')
  return articles.length
}

/** The scenes of an article: its cover, and those between its words. */
const scenesOf = ({ cover, zh }: DemoArticle): SceneName[] => [
  ...(cover ? [cover] : []),
  ...zh.body.flatMap((line) => (line.startsWith('!') ? [line.slice(1).split('|')[0] as SceneName] : [])),
]

/** Each scene that an article names, as a file of the house. */
async function drawAll(
  house: House,
  progress: (done: number, of: number) => void,
  signal: AbortSignal | undefined,
): Promise<Map<SceneName, string>> {
  const wanted = new Set(articles.flatMap(scenesOf))
  const digests = new Map<SceneName, string>()
  const breath = new Breath()
  for (const scene of wanted) {
    signal?.throwIfAborted()
    const saving = { name: `${scene}.jpg`, by, at: house.clock() }
    digests.set(scene, (await saveFile(house, await drawScene(scene), saving)).sha256)
    progress(digests.size, wanted.size)
    if (breath.due) await breath.take()
  }
  return digests
}

/** First every article's number, then its words, which may name any other. */
async function writeAll(house: House, tx: PressDb, pictures: ReadonlyMap<SceneName, string>) {
  const [columns, gathered] = await Promise.all([columnsOf(tx), topicsOf(tx)])
  const numbers = new Map<string, number>()
  const idOf = (rows: readonly { id: number; slug: string }[], slug: string) => {
    const row = rows.find((each) => each.slug === slug)
    if (!row) throw new Error(`the demonstration names ${slug}, which is not there`)
    return row.id
  }
  for (const one of articles) {
    const facts = {
      kind: one.kind,
      column: idOf(columns, one.column),
      topics: one.topics.map((slug) => idOf(gathered, slug)),
      explains: one.explains ? numbers.get(one.explains)! : null,
      source,
      cover: one.cover ? { sha256: pictures.get(one.cover)!, focal: null } : null,
    }
    numbers.set(one.key, await writeFacts(tx, null, facts, { at: momentOf(house, one), by }))
  }
  const named = {
    article: (key: string) => numbers.get(key),
    picture: (scene: SceneName) => pictures.get(scene)!,
  }
  for (const one of articles)
    for (const language of languages) {
      const { title, summary, alt, body } = one[language]
      const doc = JSON.stringify(docOfLines(body, named))
      const words = { title, summary, body: doc, cover_alt: alt, attachments: '[]' }
      await publish(house, tx, one, numbers.get(one.key)!, language, words)
    }
}

/** When it came out: that many days ago at its time, but never after now. */
function momentOf(house: House, { daysAgo, clock }: DemoArticle): Temporal.Instant {
  const now = house.clock()
  const day = now.toZonedDateTimeISO(house.settings.LANTIAN_ZONE).subtract({ days: daysAgo })
  const at = day.withPlainTime(Temporal.PlainTime.from(clock)).toInstant()
  return Temporal.Instant.compare(at, now) <= 0 ? at : now.subtract({ minutes: 5 })
}

/** The case of a text begins where a signed one stands; what publishing does is the procedure's own. */
async function publish(
  house: House,
  tx: PressDb,
  one: DemoArticle,
  article: number,
  language: Language,
  words: Wording,
): Promise<void> {
  const at = momentOf(house, one)
  const row = await tx
    .insertInto('press_text')
    .values({
      ...words,
      ...{ article, language, state: 'published', case_id: null, revision: 1, slug: one.key },
      ...{ translated_from: null, translated_version: null },
      ...{ publish_at: null, embargo_until: null, expires_at: null },
      changed_at: at.epochMilliseconds,
      changed_by: by,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await takeSlug(tx, { id: row.id, language, slug: one.key }, at)
  await addVersion(tx, row, { at, by, why: 'sign' })
  const { column_id: column } = await tx
    .selectFrom('press_article')
    .select('column_id')
    .where('id', '=', article)
    .executeTakeFirstOrThrow()
  const data = {
    ...{ text: row.id, article, language, title: words.title, column, ...hoursOf(row) },
    ...{ note: '', author: null, live: false, expired: false },
  }
  const then = { ...house, clock: () => at }
  await startCase(then, tx, { of: { ...procedure, initial: 'published' }, officer: null, data })
  if (one.correction) {
    const text = await textById(tx, row.id)
    await goLive(tx, text, { at: at.add({ hours: 24 }), by }, one.correction[language])
  }
}
