import type { Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../kit/html/desk-layout.tsx'
import { Done, Input } from '../../kit/html/form.tsx'
import { href } from '../../kit/html/layout.tsx'
import { DataTable } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { oneLine } from '../../kit/web/asked.ts'
import { type DeskAsk, desk, deskAct } from '../../kit/web/desk.tsx'
import { type Faults, Form, readForm } from '../../kit/web/form.ts'
import { mayWrite } from '../duties.ts'
import { type Hit, hitsOf, replaceAll } from './replace.ts'
import { editorPath, languageWords } from './shown.ts'
import { label, words } from './words.ts'

const schema = z.object({ from: oneLine(100), to: oneLine(100) })

interface Props {
  ask: DeskAsk
  house: House
  typed: { from: string; to: string }
  faults?: Faults
  hits: Hit[] | null
}

function Replace({ ask, house, typed, faults = {}, hits }: Props) {
  const w = words[ask.language]
  const { language } = ask
  const done = /^(\d{1,6})-(\d{1,6})$/.exec(ask.query.get('done') ?? '')
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.replace}
      lead={w.replaceLead}
      crumbs={[{ words: label('articles'), path: '/desk/press' }, { words: label('replace') }]}
    >
      {done && <Done>{w.replaced(Number(done[1]), Number(done[2]))}</Done>}
      <form class="form" method="get" action={href(ask, '/desk/press/replace')}>
        <Input
          language={language}
          name="from"
          label={label('from')}
          value={typed.from}
          fault={faults.from}
          max={100}
          required
        />
        <Input
          language={language}
          name="to"
          label={label('to')}
          value={typed.to}
          fault={faults.to}
          max={100}
          required
        />
        <button type="submit" class={hits?.length ? 'quiet' : undefined}>
          {w.show}
        </button>
      </form>
      {hits && (
        <section class="section">
          <DataTable
            caption={`${typed.from} → ${typed.to}`}
            rows={hits}
            empty={w.noHits}
            columns={[
              {
                head: w.title,
                cell: (hit) => <a href={href(ask, editorPath(hit))}>{hit.title || w.untitled}</a>,
              },
              { head: w.language, cell: (hit) => languageWords(hit.language)[language] },
              {
                head: <span class="skip">{w.show}</span>,
                numeric: true,
                cell: ({ count }) => w.times(count),
              },
            ]}
          />
          {hits.length > 0 && (
            <form method="post" action={href(ask, '/desk/press/replace')}>
              <input type="hidden" name="from" value={typed.from} />
              <input type="hidden" name="to" value={typed.to} />
              {hits.map(({ id, revision }) => (
                <input type="hidden" name="shown" value={`${id}-${revision}`} />
              ))}
              <button type="submit">{w.replaceNow}</button>
            </form>
          )}
        </section>
      )}
    </DeskPage>
  )
}

/** Replacing a name in everything that is being worked on: first where it stands, then all at once. */
export function replaceRoutes(web: Hono, house: House): void {
  const path = '/desk/press/replace'
  desk(web, house, path, mayWrite, async (ask) => {
    const typed = { from: ask.query.get('from') ?? '', to: ask.query.get('to') ?? '' }
    if (!ask.query.has('from')) return { body: <Replace ask={ask} house={house} typed={typed} hits={null} /> }
    const read = readForm(
      schema,
      new Form(new Map(Object.entries(typed).map(([name, value]) => [name, [value]]))),
    )
    if (!read.ok)
      return {
        body: <Replace ask={ask} house={house} typed={typed} faults={read.faults} hits={null} />,
        status: 422,
      }
    const hits = await hitsOf(house, read.data.from, read.data.to)
    return { body: <Replace ask={ask} house={house} typed={read.data} hits={hits} /> }
  })
  deskAct(web, house, path, mayWrite, async (ask, form) => {
    const read = readForm(schema, form)
    if (!read.ok) return { to: href(ask, path) }
    const shown = form.all('shown').flatMap((each): [number, number][] => {
      const found = /^(\d{1,15})-(\d{1,9})$/.exec(each)
      return found ? [[Number(found[1]), Number(found[2])]] : []
    })
    const { done, behind } = await replaceAll(house, { ...read.data, shown: new Map(shown) }, ask.officer)
    return { to: `${href(ask, path)}?done=${done}-${behind}` }
  })
}
