import type { Hono } from 'hono'
import { dayTime } from '../html/day-time.ts'
import { DeskPage } from '../html/desk-layout.tsx'
import { Input } from '../html/form.tsx'
import { href } from '../html/layout.tsx'
import { DataTable } from '../html/parts.tsx'
import { newest, type SealedEntry } from '../journal/journal.ts'
import type { PeopleDb } from '../people/officers.ts'
import type { House } from '../room.ts'
import { type DeskAsk, desk } from '../web/desk.tsx'
import type { Words } from '../words.ts'
import { mayRunSystem } from './duties.ts'
import { words } from './words.ts'

const perPage = 50

interface JournalProps {
  ask: DeskAsk
  house: House
  about: string
  lines: SealedEntry[]
  names: ReadonlyMap<string, Words>
}

function Journal({ ask, house, about, lines, names }: JournalProps) {
  const { language } = ask
  const w = words[language]
  const named = (who: string) => names.get(who)?.[language] ?? who
  const more = lines.length === perPage ? lines.at(-1)!.position : null
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.journal}
      lead={w.journalLead}
      crumbs={[{ words: { zh: words.zh.journal, en: words.en.journal } }]}
    >
      <form class="ask" method="get" action={href(ask, '/desk/journal')}>
        <Input
          language={language}
          name="about"
          type="search"
          label={{ zh: words.zh.find, en: words.en.find }}
          help={{ zh: words.zh.findHelp, en: words.en.findHelp }}
          value={about}
          max={100}
        />
        <button type="submit" class="quiet">
          {w.show}
        </button>
      </form>
      <DataTable
        caption={<span class="skip">{w.journal}</span>}
        rows={lines}
        empty={w.journalNone}
        columns={[
          { head: '№', numeric: true, cell: ({ position }) => position },
          { head: w.when, cell: ({ at }) => dayTime(at, house.settings.LANTIAN_ZONE, language) },
          { head: w.who, cell: ({ by }) => named(by) },
          { head: w.deed, cell: ({ deed }) => deed },
          { head: w.about, cell: (line) => named(line.about) },
          { head: w.detail, cell: ({ detail }) => <span class="small">{shortly(detail)}</span> },
        ]}
      />
      {more !== null && (
        <p class="pager">
          <a href={`${href(ask, '/desk/journal')}?${new URLSearchParams({ about, before: String(more) })}`}>
            {w.older}
          </a>
        </p>
      )}
    </DeskPage>
  )
}

/** What a line says besides, cut to what a table bears. */
function shortly(detail: object): string {
  const text = Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}

/** Every deed of the house, the newest first. */
export function journalRoutes(web: Hono, house: House): void {
  const db: PeopleDb = house.store.db
  desk(web, house, '/desk/journal', mayRunSystem, async (ask) => {
    const about = (ask.query.get('about') ?? '').trim().slice(0, 100)
    const before = /^[1-9]\d{0,14}$/.exec(ask.query.get('before') ?? '')?.[0]
    const lines = await newest(house.store, { about, before: before ? Number(before) : null, limit: perPage })
    const officers = await db.selectFrom('officer').select(['id', 'name_zh', 'name_en']).execute()
    const names = new Map(
      officers.map(({ id, name_zh, name_en }) => [`officer/${id}`, { zh: name_zh, en: name_en }]),
    )
    return { body: <Journal ask={ask} house={house} about={about} lines={lines} names={names} /> }
  })
}
