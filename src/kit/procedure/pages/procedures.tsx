import type { Hono } from 'hono'
import { mayRunSystem } from '../../desk/duties.ts'
import { DeskPage } from '../../html/desk-layout.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable } from '../../html/parts.tsx'
import { anyOfficer, signatureOf } from '../../people/officer.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import type { Language } from '../../words.ts'
import { aloneIn, chooseAlone } from '../alone.ts'
import {
  type AnyProcedure,
  type Move,
  movesOf,
  type State,
  stateOf,
  type Task,
  targetsOf,
} from '../declare.ts'
import { Diagram, orderOf } from '../diagram.tsx'
import { settle } from '../settle.ts'
import type { ProcedureDb } from '../tables.ts'
import { label, words } from '../words.ts'

/** Of each procedure the newest version. */
const newestOf = (all: readonly AnyProcedure[]) =>
  [...Map.groupBy(all, ({ key }) => key).values()].map(
    (each) => each.toSorted((a, b) => b.version - a.version)[0]!,
  )

function List({ ask, house, running }: { ask: DeskAsk; house: House; running: ReadonlyMap<string, number> }) {
  const w = words[ask.language]
  return (
    <DeskPage ask={ask} centre={house.centre} title={w.procedures} crumbs={[{ words: label('procedures') }]}>
      <DataTable
        caption={<span class="skip">{w.procedures}</span>}
        rows={newestOf(house.desk.procedures)}
        empty={w.proceduresNone}
        columns={[
          {
            head: w.procedure,
            cell: ({ key, words: name }) => (
              <a href={href(ask, `/desk/procedures/${key}`)}>{name[ask.language]}</a>
            ),
          },
          { head: w.running, numeric: true, cell: ({ key }) => running.get(key) ?? 0 },
          { head: w.version, numeric: true, cell: ({ version }) => version },
        ]}
      />
    </DeskPage>
  )
}

interface Line {
  state: State<unknown, string, string>
  move: Move<unknown, string> | null
}

function One({ ask, house, of, alone }: { ask: DeskAsk; house: House; of: AnyProcedure; alone: boolean }) {
  const { language } = ask
  const w = words[language]
  const lines = orderOf(of).flatMap((name): Line[] => {
    const state = stateOf(of, name)
    const moves = movesOf(state)
    return moves.length === 0 ? [{ state, move: null }] : moves.map(([, move]) => ({ state, move }))
  })
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={of.words[language]}
      crumbs={[{ words: label('procedures'), path: '/desk/procedures' }, { words: of.words }]}
      lead={`${w.version} ${of.version}`}
    >
      <div class="scroll" tabindex={0}>
        <Diagram of={of} language={language} />
      </div>
      <section class="section">
        <DataTable
          caption={<span class="skip">{of.words[language]}</span>}
          rows={lines}
          empty=""
          columns={[
            { head: w.state, cell: ({ state }) => state.words[language] },
            {
              head: w.by,
              cell: ({ state, move }) =>
                move?.by === 'house' ? w.theHouse : (move?.may?.words[language] ?? whoWords(state, language)),
            },
            { head: w.due, cell: ({ state }) => termWords(state.task, language) },
            { head: w.verb, cell: ({ move }) => move && verbWords(move, language) },
            {
              head: w.leads,
              cell: ({ move }) => (move ? leadsTo(of, move, language) : w.final),
            },
          ]}
        />
      </section>
      {of.alone === 'may' && <Alone ask={ask} of={of} alone={alone} />}
    </DeskPage>
  )
}

/** Whether it takes two people here, and for who runs the system the choice. */
function Alone({ ask, of, alone }: { ask: DeskAsk; of: AnyProcedure; alone: boolean }) {
  const w = words[ask.language]
  return (
    <section class="section">
      <h2>{w.twoTitle}</h2>
      <p>{alone ? w.isAlone : w.isTwo}</p>
      {mayRunSystem.holds(ask.officer, undefined) && (
        <form method="post" action={href(ask, `/desk/procedures/${of.key}/alone`)}>
          <input type="hidden" name="alone" value={alone ? 'no' : 'yes'} />
          <button type="submit" class="quiet">
            {alone ? w.askTwo : w.allowAlone}
          </button>
        </form>
      )}
    </section>
  )
}

const leadsTo = (of: AnyProcedure, move: Move<unknown, string>, language: Language) =>
  targetsOf(move)
    .map((name) => stateOf(of, name).words[language])
    .join(' / ')

function whoWords({ task }: Line['state'], language: Language): string {
  const w = words[language]
  if (!task) return '—'
  const { who, sign = 'any' } = task
  if (who === 'starter') return w.theStarter
  const names =
    'duty' in who
      ? [who.duty]
          .flat()
          .map((duty) => duty.words[language])
          .join(' / ')
      : w.named
  return `${names} · ${w.sign[sign]}`
}

function termWords(task: Task<unknown> | undefined, language: Language): string {
  const due = task?.due
  if (!due) return '—'
  const { term } = words[language]
  return 'workdays' in due ? term(due.workdays, 'days') : term(due.hours, 'hours')
}

function verbWords(move: Move<unknown, string>, language: Language): string {
  const w = words[language]
  const besides = [w.kinds[move.kind ?? 'forward'], move.notSelf ? w.notSelf : ''].filter(Boolean)
  return besides.length > 0 ? `${move.words[language]} · ${besides.join(' · ')}` : move.words[language]
}

/** Every procedure as a drawing and as a table, both made from what the engine runs. */
export function procedureRoutes(web: Hono, house: House): void {
  const db: ProcedureDb = house.store.db
  desk(web, house, '/desk/procedures', anyOfficer, async (ask) => {
    const rows = await db
      .selectFrom('procedure_case')
      .select(['procedure', (of) => of.fn.countAll().as('count')])
      .where('ended_at', 'is', null)
      .groupBy('procedure')
      .execute()
    const running = new Map(rows.map(({ procedure, count }) => [procedure, Number(count)]))
    return { body: <List ask={ask} house={house} running={running} /> }
  })
  const named = ({ params }: DeskAsk) => {
    const of = newestOf(house.desk.procedures).find(({ key }) => key === params.key)
    if (!of) throw noProcedure()
    return of
  }
  desk(web, house, '/desk/procedures/:key', anyOfficer, async (ask) => {
    const of = named(ask)
    const alone = (await aloneIn(db, house.desk.procedures)).has(of.key)
    return { body: <One ask={ask} house={house} of={of} alone={alone} /> }
  })
  deskAct(web, house, '/desk/procedures/:key/alone', mayRunSystem, async (ask, form) => {
    const { key, alone } = named(ask)
    if (alone !== 'may') throw noProcedure()
    const deed = { at: house.clock(), by: signatureOf(ask.officer) }
    const chosen = { procedure: key, alone: form.text('alone') === 'yes' }
    await db.transaction().execute((tx) => chooseAlone(tx, chosen, deed))
    await settle(house)
    return { to: href(ask, `/desk/procedures/${key}`) }
  })
}

const noProcedure = () =>
  new Problem('no-procedure', { zh: '没有这个流程。', en: 'There is no such procedure.' }, 404)
