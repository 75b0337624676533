import type { Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, FormFault, Input, Select } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable } from '../../html/parts.tsx'
import { anyOfficer, signatureOf } from '../../people/officer.ts'
import { type Colleague, colleagues } from '../../people/officers.ts'
import { todayOf } from '../../people/sign-in.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { day, fault } from '../../web/asked.ts'
import { type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import { type Faults, type Form, readForm } from '../../web/form.ts'
import { type Delegation, delegate, delegationsOf, endDelegation } from '../delegation.ts'
import { settle } from '../settle.ts'
import { label, words } from '../words.ts'

interface AwayProps {
  ask: DeskAsk
  house: House
  all: Delegation[]
  others: Colleague[]
  form?: Form
  faults?: Faults
  wrong?: Problem
}

function AwayPage(props: AwayProps) {
  const { ask, house, all, others } = props
  const { language } = ask
  const w = words[language]
  const name = (id: string) => others.find((each) => each.id === id)?.name[language] ?? '—'
  const mine = all.filter(({ from }) => from === ask.officer.id)
  const forMe = all.filter(({ to }) => to === ask.officer.id)
  const days = [
    { head: w.from, cell: ({ fromDay }: Delegation) => fromDay },
    { head: w.until, cell: ({ untilDay }: Delegation) => untilDay },
  ]
  const done = { set: w.awaySet, ended: w.awayEnded }[ask.query.get('done') ?? '']
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.away}
      crumbs={[{ words: label('away') }]}
      lead={w.awayLead}
    >
      {done && <Done>{done}</Done>}
      <section class="section">
        <h2>{w.mine}</h2>
        <DataTable
          caption={<span class="skip">{w.mine}</span>}
          rows={mine}
          empty={w.mineNone}
          columns={[
            { head: w.awayTo, cell: ({ to }) => name(to) },
            ...days,
            { head: <span class="skip">{w.end}</span>, cell: ({ id }) => <End ask={ask} id={id} /> },
          ]}
        />
        <Arrange {...props} />
      </section>
      {forMe.length > 0 && (
        <section class="section">
          <h2>{w.forMe}</h2>
          <DataTable
            caption={<span class="skip">{w.forMe}</span>}
            rows={forMe}
            empty=""
            columns={[{ head: w.who, cell: ({ from }) => name(from) }, ...days]}
          />
        </section>
      )}
    </DeskPage>
  )
}

const End = ({ ask, id }: { ask: DeskAsk; id: number }) => (
  <form method="post" action={href(ask, '/desk/me/away/end')}>
    <input type="hidden" name="delegation" value={String(id)} />
    <button type="submit" class="plain">
      {words[ask.language].end}
    </button>
  </form>
)

function Arrange({ ask, house, others, form, faults = {}, wrong }: AwayProps) {
  const { language } = ask
  const w = words[language]
  const common = (name: string) => ({
    language,
    name,
    value: form?.text(name),
    fault: faults[name],
    required: true,
  })
  const options = others
    .filter(({ id }) => id !== ask.officer.id)
    .map((each) => ({ value: each.id, words: each.name }))
  return (
    <form class="form" method="post" action={href(ask, '/desk/me/away')}>
      {(wrong || Object.keys(faults).length > 0) && (
        <FormFault>
          {w.notAccepted}
          {wrong?.words[language]}
        </FormFault>
      )}
      <Select {...common('to')} label={label('awayTo')} options={options} none={label('pick')} />
      <Input
        {...common('from')}
        label={label('from')}
        type="date"
        value={form?.text('from') || todayOf(house)}
      />
      <Input {...common('until')} label={label('until')} type="date" />
      <button type="submit">{w.give}</button>
    </form>
  )
}

/** Who stands in while one is away. */
export function awayRoutes(web: Hono, house: House): void {
  const show = async (ask: DeskAsk, typed: Pick<AwayProps, 'form' | 'faults' | 'wrong'> = {}) => (
    <AwayPage
      ask={ask}
      house={house}
      all={await delegationsOf(house.store.db, ask.officer.id, todayOf(house))}
      others={await colleagues(house.store.db, todayOf(house))}
      {...typed}
    />
  )
  desk(web, house, '/desk/me/away', anyOfficer, async (ask) => ({ body: await show(ask) }))
  deskAct(web, house, '/desk/me/away', anyOfficer, async (ask, form) => {
    const today = todayOf(house)
    const known = new Set((await colleagues(house.store.db, today)).map(({ id }) => id))
    const asked = z.object({
      to: z.string().refine((id) => known.has(id), fault('没有这位同事', 'is no colleague')),
      from: day.refine((each) => each >= today, fault('不能早于今天', 'must not be before today')),
      until: day,
    })
    const read = readForm(asked, form)
    if (!read.ok) return { body: await show(ask, { form, faults: read.faults }), status: 422 }
    const { to, from, until } = read.data
    const given = { from: ask.officer.id, to, fromDay: from, untilDay: until }
    try {
      await house.store.db.transaction().execute((tx) => delegate(tx, given, deedOf(ask)))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { body: await show(ask, { form, wrong: error }), status: 422 }
    }
    await settle(house, ask.officer.id)
    return { to: `${href(ask, '/desk/me/away')}?done=set` }
  })
  deskAct(web, house, '/desk/me/away/end', anyOfficer, async (ask, form) => {
    const id = /^[1-9]\d{0,14}$/.exec(form.text('delegation'))?.[0]
    const ended = { id: Number(id), from: ask.officer.id, today: todayOf(house) }
    if (id) await house.store.db.transaction().execute((tx) => endDelegation(tx, ended, deedOf(ask)))
    await settle(house, ask.officer.id)
    return { to: `${href(ask, '/desk/me/away')}?done=ended` }
  })
}

const deedOf = (ask: DeskAsk) => ({ at: ask.at, by: signatureOf(ask.officer) })
