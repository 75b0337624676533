import { DeskPage } from '../../html/desk-layout.tsx'
import { FormFault } from '../../html/form.tsx'
import { DataTable } from '../../html/parts.tsx'
import { signatureOf } from '../../people/officer.ts'
import { Problem } from '../../problem.ts'
import type { DeskAnswer } from '../../web/desk.tsx'
import type { Form } from '../../web/form.ts'
import type { Words } from '../../words.ts'
import { type Field, type Look, readText } from '../kind.ts'
import { lookOf, withTitles } from '../look.ts'
import { addressOf, wantedOf } from '../query.ts'
import { type AnyRow, keptFields } from '../register.ts'
import { changeRow, deedOn, moveRow, noRow, rowById } from '../rows.ts'
import { type At, crumbsOf, type Make, mustChange, titleOf, within } from './shown.ts'
import { label, words } from './words.ts'

/** A row as it was chosen: what became of it since is not overwritten. */
interface Chosen {
  id: number
  revision: number
}

const mostAtOnce = 200

const chosenIn = (form: Form): Chosen[] =>
  form
    .all('rows')
    .filter((text) => /^\d{1,15}\.\d{1,15}$/.test(text))
    .slice(0, mostAtOnce)
    .map((text) => {
      const [id, revision] = text.split('.').map(Number)
      return { id: id!, revision: revision! }
    })

interface Bulk extends At {
  form: Form
  chosen: Chosen[]
  look: Look
}

/** One deed on several rows; each is done or refused by itself, and the page says which. */
export const bulkAct: Make = async (at, form) => {
  const bulk = { ...at, form, chosen: chosenIn(form), look: await lookOf(at.house, at.ask.language) }
  if (bulk.chosen.length === 0) return { body: <NoneChosen {...bulk} />, status: 422 }
  const asked = form.text('do')
  if (asked === 'trash' || asked === 'restore') return moveAll(bulk, asked === 'trash' ? 'trash' : 'list')
  const field = keptFields(at.r).find(([name, { unique }]) => name === form.text('field') && !unique)
  if (!field) throw new Problem('no-field', { zh: '没有这个字段。', en: 'There is no such field.' })
  return asked === 'set' ? setAll(bulk, field) : { body: <AskValue {...bulk} field={field} /> }
}

const moveAll = (bulk: Bulk, to: 'trash' | 'list') =>
  eachRow(bulk, { undo: to === 'trash' ? 'restore' : 'trash' }, async (tx, { id }, deed) =>
    moveRow(tx, bulk.r, { id, to }, deed),
  )

async function setAll(bulk: Bulk, field: [string, Field<unknown>]): Promise<DeskAnswer> {
  const [name, of] = field
  const text = of.kind.fromForm ? of.kind.fromForm(bulk.form, `set.${name}`) : bulk.form.text(`set.${name}`)
  const read = await readText(of, text, bulk.look)
  if ('fault' in read)
    return { body: <AskValue {...bulk} field={field} fault={read.fault} text={text} />, status: 422 }
  return eachRow(bulk, {}, (tx, row, deed) =>
    changeRow(
      tx,
      bulk.r,
      { id: row.id, revision: row.revision, values: { ...row, [name]: read.value } },
      deed,
    ),
  )
}

interface Outcome {
  id: number
  title: string
  done: boolean
  words: Words
}

type Db = At['house']['store']['db']
type Work = (tx: Db, row: AnyRow, deed: { at: Temporal.Instant; by: string }) => Promise<boolean>

async function eachRow(bulk: Bulk, { undo }: { undo?: string }, work: Work): Promise<DeskAnswer> {
  const outcomes: Outcome[] = []
  for (const chosen of bulk.chosen) outcomes.push(await oneRow(bulk, chosen, work))
  return { body: <Results {...bulk} outcomes={outcomes} undo={undo} /> }
}

/** A row in a transaction of its own: what is wrong with it is its outcome, and does not stop the others. */
async function oneRow(bulk: Bulk, { id, revision }: Chosen, work: Work): Promise<Outcome> {
  const { house, r, ask, look } = bulk
  const deed = { at: house.clock(), by: signatureOf(ask.officer) }
  let title = `№ ${id}`
  try {
    const done = await deedOn(house.store.db, r, async (tx) => {
      const row: AnyRow = await rowById(tx, r, id)
      if (!r.may.see.holds(ask.officer, row)) throw noRow()
      title = titleOf(r, row, await withTitles({ ...look, db: tx }, r, [row]))
      mustChange(bulk, row)
      return work(tx, { ...row, revision }, deed)
    })
    return { id, title, done, words: label(done ? 'done' : 'same') }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { id, title, done: false, words: error.words }
  }
}

const crumbs = (r: At['r']) => crumbsOf(r, { words: label('bulk') })

/** Back to the list that the rows were chosen from. */
const backOf = (bulk: Bulk) =>
  within(bulk, addressOf(bulk.r, wantedOf(bulk.r, new URLSearchParams(bulk.form.text('back')))))

function NoneChosen(props: Bulk) {
  const { house, r, ask } = props
  const w = words[ask.language]
  return (
    <DeskPage ask={ask} centre={house.centre} title={w.bulk} crumbs={crumbs(r)}>
      <FormFault>{w.bulkNone}</FormFault>
      <p>
        <a href={backOf(props)}>{w.back}</a>
      </p>
    </DeskPage>
  )
}

const Carried = ({ form, rows }: { form: Form; rows: Chosen[] }) => (
  <>
    <input type="hidden" name="back" value={form.text('back')} />
    {rows.map(({ id, revision }) => (
      <input type="hidden" name="rows" value={`${id}.${revision}`} />
    ))}
  </>
)

function AskValue(props: Bulk & { field: [string, Field<unknown>]; fault?: Words; text?: string }) {
  const { house, r, ask, form, chosen, look, fault, text = '' } = props
  const [name, field] = props.field
  const w = words[ask.language]
  return (
    <DeskPage ask={ask} centre={house.centre} title={w.bulk} crumbs={crumbs(r)}>
      <p>{w.bulkSet(chosen.length, field.words[ask.language])}</p>
      <form class="form" method="post" action={within(props, '/bulk')}>
        <Carried form={form} rows={chosen} />
        <input type="hidden" name="field" value={name} />
        {field.kind.control({
          ...{ name: `set.${name}`, words: field.words, help: field.help, fault, text, look },
          required: field.required,
        })}
        <div class="acts">
          <button name="do" value="set" type="submit">
            {w.save}
          </button>
          <a href={backOf(props)}>{w.back}</a>
        </div>
      </form>
    </DeskPage>
  )
}

function Results(props: Bulk & { outcomes: Outcome[]; undo: string | undefined }) {
  const { house, r, ask, form, outcomes, undo } = props
  const w = words[ask.language]
  const done = outcomes.filter((each) => each.done)
  const rows = done.map(({ id }) => ({ id, revision: 0 }))
  return (
    <DeskPage ask={ask} centre={house.centre} title={w.bulk} crumbs={crumbs(r)}>
      <div class="done" role="status">
        {w.bulkDone(done.length, outcomes.length)}
        {undo && rows.length > 0 && (
          <form method="post" action={within(props, '/bulk')} class="register-undo">
            <Carried form={form} rows={rows} />
            <button class="plain" name="do" value={undo} type="submit">
              {w.undo}
            </button>
          </form>
        )}
      </div>
      <DataTable
        caption={<span class="skip">{w.result}</span>}
        rows={outcomes}
        empty={w.bulkNone}
        columns={[
          {
            head: r.words[ask.language],
            cell: ({ id, title }) => <a href={within(props, `/${id}`)}>{title}</a>,
          },
          { head: w.result, cell: (each) => each.words[ask.language] },
        ]}
      />
      <p class="after">
        <a href={backOf(props)}>{w.back}</a>
      </p>
    </DeskPage>
  )
}
