import type { Hono } from 'hono'
import { DeskPage } from '../html/desk-layout.tsx'
import { href } from '../html/layout.tsx'
import { Empty } from '../html/parts.tsx'
import { anyOfficer } from '../people/officer.ts'
import type { House, TodayLine } from '../room.ts'
import { type DeskAsk, desk } from '../web/desk.tsx'
import { words } from './words.ts'

const Lines = ({ ask, lines }: { ask: DeskAsk; lines: readonly TodayLine[] }) => (
  <ul class="attention">
    {lines.map(({ words: what, detail, path, deed }) => (
      <li>
        <a href={href(ask, path)}>{what[ask.language]}</a>
        {detail && <span class="small">{detail[ask.language]}</span>}
        {deed && (
          <form method="post" action={href(ask, deed.path)}>
            <button type="submit" class="plain">
              {deed.words[ask.language]}
            </button>
          </form>
        )}
      </li>
    ))}
  </ul>
)

function Home({ ask, house, lines }: { ask: DeskAsk; house: House; lines: readonly TodayLine[] }) {
  const w = words[ask.language]
  const urgent = lines.filter((line) => line.urgent)
  const rest = lines.filter((line) => !line.urgent)
  return (
    <DeskPage ask={ask} centre={house.centre} title={w.hello(ask.officer.name[ask.language])}>
      <section class="section">
        <h2>{w.attention}</h2>
        {urgent.length > 0 ? <Lines ask={ask} lines={urgent} /> : <Empty>{w.calm}</Empty>}
      </section>
      {rest.length > 0 && (
        <section class="section">
          <h2>{w.today}</h2>
          <Lines ask={ask} lines={rest} />
        </section>
      )}
    </DeskPage>
  )
}

/** The desk's first page: what needs attention, and what today is about, as the rooms say it. */
export function homeRoutes(web: Hono, house: House): void {
  desk(web, house, '/desk', anyOfficer, async (ask) => {
    const lines = await Promise.all(house.desk.today.map((of) => of(house, ask.officer)))
    return { body: <Home ask={ask} house={house} lines={lines.flat()} /> }
  })
}
