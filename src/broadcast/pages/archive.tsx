import { href, Page } from '../../kit/html/layout.tsx'
import { Empty, Field, Pager } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { editionKinds } from '../edition.ts'
import { feedLinks } from '../feeds.ts'
import { type ArchiveAsked, archiveAsked } from './choices.ts'
import { EditionList } from './edition-parts.tsx'
import type { EditionLine, Shelf } from './public-edition.ts'
import { kindNames, longDay, words } from './words.ts'

const perPage = 30

/** Every edition there was, newest first, by day and kind. */
export async function archivePage(house: House, shelf: Shelf, ask: Ask): Promise<Answer> {
  const asked = archiveAsked(ask.query)
  const faulty = Object.keys(asked.faults).length > 0
  const from = (asked.page - 1) * perPage
  // One more than a page shows whether there is a next one.
  const found = faulty ? [] : await shelf.list({ kind: asked.kind, day: asked.day, from, count: perPage + 1 })
  const body = <Archive house={house} ask={ask} asked={asked} found={found} />
  return { body, depends: ['broadcast'], status: faulty ? 400 : 200 }
}

interface Props {
  house: House
  ask: Ask
  asked: ArchiveAsked
  found: readonly EditionLine[]
}

function Archive({ house, ask, asked, found }: Props) {
  const { language } = ask
  const w = words[language]
  const lines = found.slice(0, perPage)
  const fault = asked.faults.page && w[asked.faults.page]
  return (
    <Page
      ask={ask}
      centre={house.centre}
      title={w.archive}
      description={w.archiveAbout}
      crumbs={[
        { words: { zh: words.zh.name, en: words.en.name }, path: '/broadcast' },
        { words: { zh: words.zh.archive, en: words.en.archive } },
      ]}
      feeds={feedLinks(house, ask)}
    >
      <div class="wrap pagehead">
        <h1>{w.archive}</h1>
        <AskFor ask={ask} asked={asked} />
        {fault && <p class="field-error">{fault}</p>}
        {lines.length === 0 && !Object.keys(asked.faults).length && (
          <Empty>
            {asked.day ? w.noneThatDay : asked.page > 1 ? w.nonePage : `${w.none} ${w.noneHow}`}{' '}
            <a href={href(ask, '/broadcast')}>{w.latest}</a>
          </Empty>
        )}
        {byDay(lines).map(([day, ofDay]) => (
          <section class="film-day">
            <h2>{longDay(day, language)}</h2>
            <EditionList ask={ask} lines={ofDay} />
          </section>
        ))}
        <Pager ask={ask} {...neighbours(asked, found.length > perPage)} />
      </div>
    </Page>
  )
}

function AskFor({ ask, asked }: { ask: Ask; asked: ArchiveAsked }) {
  const { language } = ask
  const w = words[language]
  const kinds = editionKinds.map((kind) => ({ value: kind, label: kindNames[kind][language] }))
  const { kind, day } = asked.faults
  return (
    <form class="ask" action={href(ask, '/broadcast/archive')} method="get">
      <Field
        name="kind"
        label={w.kinds}
        value={asked.typed.kind}
        choices={[{ value: '', label: w.all }, ...kinds]}
        {...(kind ? { error: w[kind] } : {})}
      />
      <Field
        name="day"
        label={w.day}
        type="date"
        value={asked.typed.day}
        {...(day ? { error: w[day] } : {})}
      />
      <button type="submit">{w.show}</button>
    </form>
  )
}

function byDay(lines: readonly EditionLine[]): [string, EditionLine[]][] {
  const days = new Map<string, EditionLine[]>()
  for (const line of lines) days.set(line.day, [...(days.get(line.day) ?? []), line])
  return [...days]
}

function neighbours({ kind, day, page }: ArchiveAsked, more: boolean): { older?: string; newer?: string } {
  const to = (n: number) => {
    const query = new URLSearchParams({
      ...(kind ? { kind } : {}),
      ...(day ? { day } : {}),
      ...(n > 1 ? { page: String(n) } : {}),
    })
    return `/broadcast/archive${query.size > 0 ? `?${query}` : ''}`
  }
  return { ...(more ? { older: to(page + 1) } : {}), ...(page > 1 ? { newer: to(page - 1) } : {}) }
}
