import type { Hono } from 'hono'
import { DeskPage } from '../../html/desk-layout.tsx'
import { DataTable } from '../../html/parts.tsx'
import type { House } from '../../room.ts'
import { type DeskAsk, desk } from '../../web/desk.tsx'
import { mayManagePeople } from '../duties.ts'
import { type Colleague, colleagues, type PeopleDb } from '../officers.ts'
import { todayOf } from '../sign-in.ts'
import { joined } from './shown.ts'
import { label, words } from './words.ts'

function May({ ask, house, all }: { ask: DeskAsk; house: House; all: Colleague[] }) {
  const { language } = ask
  const w = words[language]
  const who = (may: (typeof house.desk.permissions)[number]['may']) =>
    // Sentences about a thing are asked without one: they say whom they could ever let in.
    joined(
      all
        .filter((officer) => officer.signedUp && may.holds(officer, undefined as never))
        .map(({ name }) => name[language]),
      ask,
    )
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.mayTitle}
      crumbs={[{ words: label('mayTitle') }]}
      lead={w.mayLead}
    >
      <section class="section">
        <DataTable
          caption={<span class="skip">{w.mayTitle}</span>}
          rows={house.desk.permissions}
          empty={w.none}
          columns={[
            { head: w.deed, cell: ({ deed }) => deed[language] },
            { head: w.who, cell: ({ may }) => may.words[language] },
            { head: w.now, cell: ({ may }) => who(may) || w.nobody },
          ]}
        />
      </section>
    </DeskPage>
  )
}

/** Who may do what, and why. */
export function mayRoutes(web: Hono, house: House): void {
  const db: PeopleDb = house.store.db
  desk(web, house, '/desk/may', mayManagePeople, async (ask) => ({
    body: <May ask={ask} house={house} all={await colleagues(db, todayOf(house))} />,
  }))
}
