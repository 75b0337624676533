import type { Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, Input, Select } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable } from '../../html/parts.tsx'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { isDay } from '../../time.ts'
import { day } from '../../web/asked.ts'
import { type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import { type Faults, readForm } from '../../web/form.ts'
import { mayManagePeople, peopleDuty } from '../duties.ts'
import { invite } from '../invitations.ts'
import { signatureOf } from '../officer.ts'
import {
  type Colleague,
  colleague,
  type Department,
  departmentsOf,
  endDuty,
  giveDuty,
  othersHold,
  type PeopleDb,
  setLastDay,
} from '../officers.ts'
import { resetSecondStep } from '../recovery.ts'
import { todayOf } from '../sign-in.ts'
import { crumb, stateOf } from './shown.ts'
import { doneWords, label, words } from './words.ts'

interface OneProps {
  ask: DeskAsk
  house: House
  one: Colleague
  departments: Department[]
  /** The link that was just made; nowhere else to be seen. */
  link?: string
  faults?: Faults
}

function One({ ask, house, one, departments, link, faults = {} }: OneProps) {
  const { language } = ask
  const w = words[language]
  const department = departments.find(({ id }) => id === one.department)?.name[language] ?? w.noDepartment
  const done = doneWords(language, ask.query.get('done'))
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={one.name[language]}
      crumbs={[crumb, { words: one.name }]}
      lead={`${department} · ${one.email} · ${stateOf(one, ask)}`}
    >
      {done && <Done>{done}</Done>}
      {link && (
        <Done>
          <strong>{w.link}</strong>
          <span class="secret">{link}</span>
          {w.linkOnce}
        </Done>
      )}
      <section class="section">
        <h2>{w.duties}</h2>
        <Held ask={ask} house={house} one={one} />
        <GiveDuty ask={ask} house={house} one={one} faults={faults} />
      </section>
      <Leave ask={ask} house={house} one={one} faults={faults} />
      <section class="section">
        <h2>{w.link}</h2>
        <p class="lead">{w.linkHelp}</p>
        <form class="form" method="post" action={href(ask, `/desk/people/${one.id}/link`)}>
          <button type="submit" class="quiet">
            {w.linkNew}
          </button>
        </form>
      </section>
      {one.signedUp && one.id !== ask.officer.id && (
        <section class="section">
          <h2>{w.twoStep}</h2>
          <p class="lead">{w.resetHelp}</p>
          <form class="form" method="post" action={href(ask, `/desk/people/${one.id}/two-step/reset`)}>
            <button type="submit" class="quiet">
              {w.reset}
            </button>
          </form>
        </section>
      )}
    </DeskPage>
  )
}

function Leave({ ask, house, one, faults }: { ask: DeskAsk; house: House; one: Colleague; faults: Faults }) {
  const { language } = ask
  const w = words[language]
  const action = href(ask, `/desk/people/${one.id}/leave`)
  return (
    <section class="section">
      <h2>{w.leave}</h2>
      {one.leftOn === null ? (
        <form class="form" method="post" action={action}>
          <Input
            language={language}
            name="day"
            label={label('leaveDay')}
            help={label('leaveHelp')}
            type="date"
            value={todayOf(house)}
            fault={faults.day}
            required
          />
          <button type="submit" class="quiet">
            {w.leaveSet}
          </button>
        </form>
      ) : (
        <form class="form" method="post" action={action}>
          <p>{w.left(one.leftOn)}</p>
          <button type="submit" name="stay" value="yes" class="quiet">
            {w.stay}
          </button>
        </form>
      )}
    </section>
  )
}

function Held({ ask, house, one }: { ask: DeskAsk; house: House; one: Colleague }) {
  const w = words[ask.language]
  const today = todayOf(house)
  const name = (key: string) => house.desk.duties.find((duty) => duty.key === key)?.words[ask.language] ?? key
  return (
    <DataTable
      caption={<span class="skip">{w.duties}</span>}
      rows={one.held}
      empty={w.none}
      columns={[
        { head: w.duties, cell: ({ duty }) => name(duty) },
        { head: w.from, cell: ({ from }) => from },
        { head: w.until, cell: ({ until }) => until ?? w.open },
        {
          head: <span class="skip">{w.end}</span>,
          cell: ({ id, until }) =>
            (until === null || until >= today) && (
              <form method="post" action={href(ask, `/desk/people/${one.id}/duties/end`)}>
                <input type="hidden" name="held" value={String(id)} />
                <button class="plain" type="submit">
                  {w.end}
                </button>
              </form>
            ),
        },
      ]}
    />
  )
}

function GiveDuty({
  ask,
  house,
  one,
  faults,
}: {
  ask: DeskAsk
  house: House
  one: Colleague
  faults: Faults
}) {
  const { language } = ask
  const w = words[language]
  const options = house.desk.duties
    .filter(({ key }) => !one.duties.has(key))
    .map(({ key, words: name, help }) => ({
      value: key,
      words: { zh: `${name.zh}：${help.zh}`, en: `${name.en}: ${help.en}` },
    }))
  if (options.length === 0) return null
  return (
    <form class="form" method="post" action={href(ask, `/desk/people/${one.id}/duties`)}>
      <Select
        language={language}
        name="duty"
        label={label('duties')}
        options={options}
        fault={faults.duty}
        required
      />
      <Input
        language={language}
        name="from"
        label={label('from')}
        type="date"
        value={todayOf(house)}
        fault={faults.from}
        required
      />
      <Input
        language={language}
        name="until"
        label={label('until')}
        help={label('untilHelp')}
        type="date"
        fault={faults.until}
      />
      <button type="submit">{w.give}</button>
    </form>
  )
}

const grant = z.object({ duty: z.string(), from: day, until: day.optional() })

/** One officer: his duties, and his way in. */
export function officerRoutes(web: Hono, house: House): void {
  const db: PeopleDb = house.store.db
  const one = async (ask: DeskAsk) => ({
    one: await colleague(db, ask.params.id!, todayOf(house)),
    departments: await departmentsOf(db),
  })
  desk(web, house, '/desk/people/:id', mayManagePeople, async (ask) => ({
    body: <One ask={ask} house={house} {...(await one(ask))} />,
  }))
  deskAct(web, house, '/desk/people/:id/link', mayManagePeople, async (ask) => {
    const found = await one(ask)
    const deed = { at: house.clock(), by: signatureOf(ask.officer) }
    const token = await db.transaction().execute((tx) => invite(tx, found.one.id, deed))
    return {
      body: (
        <One ask={ask} house={house} {...found} link={`${ask.base}${href(ask, `/desk/welcome/${token}`)}`} />
      ),
    }
  })
  deskAct(web, house, '/desk/people/:id/two-step/reset', mayManagePeople, async (ask) => {
    const found = await one(ask)
    await resetSecondStep(house, { officer: found.one.id, by: ask.officer })
    return { to: `${href(ask, `/desk/people/${found.one.id}`)}?done=reset` }
  })
  dutyRoutes(web, house, one)
  leaveRoutes(web, house, one)
}

type Finder = (ask: DeskAsk) => Promise<{ one: Colleague; departments: Department[] }>

function dutyRoutes(web: Hono, house: House, one: Finder): void {
  const db: PeopleDb = house.store.db
  deskAct(web, house, '/desk/people/:id/duties', mayManagePeople, async (ask, form) => {
    const found = await one(ask)
    const again = (faults: Faults) => ({
      body: <One ask={ask} house={house} {...found} faults={faults} />,
      status: 422 as const,
    })
    const read = readForm(grant, form)
    if (!read.ok) return again(read.faults)
    const { duty, from, until = null } = read.data
    if (!house.desk.duties.some(({ key }) => key === duty))
      return again({ duty: { zh: '没有这项职责', en: 'There is no such duty' } })
    if (until !== null && isDay(until) && until < from)
      return again({ until: { zh: '不能早于起始日', en: 'must not be before the first day' } })
    const deed = { at: house.clock(), by: signatureOf(ask.officer) }
    await db.transaction().execute((tx) => giveDuty(tx, { officer: found.one.id, duty, from, until }, deed))
    return { to: `${href(ask, `/desk/people/${found.one.id}`)}?done=given` }
  })
  deskAct(web, house, '/desk/people/:id/duties/end', mayManagePeople, async (ask, form) => {
    const found = await one(ask)
    const { id } = found.one
    const today = todayOf(house)
    const held = found.one.held.find((each) => String(each.id) === form.text('held'))
    const deed = { at: house.clock(), by: signatureOf(ask.officer) }
    if (held)
      await db.transaction().execute(async (tx) => {
        if (held.duty === peopleDuty.key) await mustNotBeLast(house, tx, id)
        await endDuty(tx, { officer: id, held: held.id, today }, deed)
      })
    return { to: `${href(ask, `/desk/people/${id}`)}?done=ended` }
  })
}

function leaveRoutes(web: Hono, house: House, one: Finder): void {
  const db: PeopleDb = house.store.db
  deskAct(web, house, '/desk/people/:id/leave', mayManagePeople, async (ask, form) => {
    const found = await one(ask)
    const { id } = found.one
    const stays = form.text('stay') === 'yes'
    const read = readForm(z.object({ day }), form)
    if (!stays && !read.ok)
      return { body: <One ask={ask} house={house} {...found} faults={read.faults} />, status: 422 }
    const last = stays || !read.ok ? null : read.data.day
    const deed = { at: house.clock(), by: signatureOf(ask.officer) }
    await db.transaction().execute(async (tx) => {
      if (last !== null && found.one.duties.has(peopleDuty.key)) await mustNotBeLast(house, tx, id)
      await setLastDay(tx, { officer: id, day: last }, deed)
    })
    return { to: `${href(ask, `/desk/people/${id}`)}?done=${last === null ? 'stays' : 'leaves'}` }
  })
}

/**
 * A house without anybody who looks after its people could never let one in again. Two who end each other's duty at
 * once wait for one another. @throws Problem 409
 */
async function mustNotBeLast(house: House, tx: PeopleDb, officer: string): Promise<void> {
  await house.store.bulk.exclusive(tx, 'people')
  if (await othersHold(tx, peopleDuty.key, officer, todayOf(house))) return
  throw new Problem('last-one', { zh: words.zh.lastOne, en: words.en.lastOne }, 409)
}
