import { href } from '../../kit/html/layout.tsx'
import { Empty, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { notFound } from '../../kit/web/not-found.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { liveBetween, momentsOf } from '../live.ts'
import { nameOf, type PublicColumn, shelfDepends, wordsOf } from '../shelves.ts'
import { PressPage, type Scene, sceneOf } from './frame.tsx'
import { Headlines } from './lines.tsx'
import { words } from './words.ts'

async function asked(house: House, ask: Ask): Promise<{ scene: Scene; column: PublicColumn }> {
  const scene = await sceneOf(house, ask)
  const column = scene.columns.find(({ slug }) => slug === ask.params.slug)
  if (!column) throw notFound()
  return { scene, column }
}

const depends = ['press/live', ...shelfDepends]

/** A column by year and month, with how much each holds. */
export async function archivePage(house: House, ask: Ask): Promise<Answer> {
  const { scene, column } = await asked(house, ask)
  const w = words[ask.language]
  const name = nameOf(column, ask.language)
  const years = byYear(await momentsOf(scene.db, column.id, ask.language), scene.zone)
  const body = (
    <PressPage scene={scene} title={w.archiveOf(name)} description={w.archiveAbout} crumbs={crumbsOf(column)}>
      <div class="wrap">
        <div class="pagehead">
          <h1>{w.archiveOf(name)}</h1>
          <p class="lead">{w.archiveAbout}</p>
        </div>
        {years.size === 0 && <Empty>{w.none}</Empty>}
        {[...years].map(([year, months]) => (
          <Section title={w.year(year)}>
            <ul class="months">
              {[...months].map(([month, count]) => (
                <li>
                  <a
                    href={href(
                      ask,
                      `/columns/${column.slug}/archive/${year}-${String(month).padStart(2, '0')}`,
                    )}
                  >
                    {w.month(month)}
                  </a>{' '}
                  <small>{w.pieces(count)}</small>
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
    </PressPage>
  )
  return { body, depends }
}

const crumbsOf = (column: PublicColumn) => [
  { words: wordsOf(column), path: `/columns/${column.slug}` },
  { words: { zh: words.zh.archive, en: words.en.archive } },
]

/** How many came out by year and month, in the centre's own days. */
function byYear(moments: readonly number[], zone: string): Map<number, Map<number, number>> {
  const years = new Map<number, Map<number, number>>()
  for (const at of moments) {
    const { year, month } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    const months = years.get(year) ?? new Map<number, number>()
    years.set(year, months.set(month, (months.get(month) ?? 0) + 1))
  }
  return years
}

/** A month of a column. */
export async function monthPage(house: House, ask: Ask): Promise<Answer> {
  const month = readMonth(ask.params.month!)
  if (!month) throw notFound()
  const { scene, column } = await asked(house, ask)
  const { language, at } = ask
  const start = (of: Temporal.PlainYearMonth) =>
    of.toPlainDate({ day: 1 }).toZonedDateTime(scene.zone).epochMilliseconds
  const lines = await liveBetween(scene.db, column.id, {
    ...{ language, at, from: start(month), to: start(month.add({ months: 1 })) },
  })
  const w = words[language]
  const said = `${w.month(month.month)}${language === 'zh' ? '' : ' '}${month.year}`
  const name = language === 'zh' ? `${w.year(month.year)}${w.month(month.month)}` : said
  const [own, archive] = crumbsOf(column)
  const body = (
    <PressPage
      scene={scene}
      title={`${nameOf(column, language)} · ${name}`}
      description={w.archiveAbout}
      crumbs={[
        own!,
        { ...archive!, path: `/columns/${column.slug}/archive` },
        { words: { zh: name, en: name } },
      ]}
    >
      <div class="wrap">
        <div class="pagehead">
          <h1>{`${nameOf(column, language)} · ${name}`}</h1>
        </div>
        <Headlines scene={scene} lines={lines} empty={w.none} />
      </div>
    </PressPage>
  )
  return { body, depends }
}

/** "2026-11"; null for anything else. */
function readMonth(text: string): Temporal.PlainYearMonth | null {
  const found = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)
  return found ? Temporal.PlainYearMonth.from({ year: Number(found[1]), month: Number(found[2]) }) : null
}
