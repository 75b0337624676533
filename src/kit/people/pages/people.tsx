import type { Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, FormFault, Input, Select } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable } from '../../html/parts.tsx'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { isDay } from '../../time.ts'
import { day, oneLine } from '../../web/asked.ts'
import { type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import { type Faults, type Form, readForm } from '../../web/form.ts'
import type { Words } from '../../words.ts'
import { mayManagePeople, peopleDuty } from '../duties.ts'
import { invite } from '../invitations.ts'
import { signatureOf } from '../officer.ts'
import {
  addOfficer,
  type Colleague,
  colleague,
  colleagues,
  type Department,
  departmentsOf,
  endDuty,
  giveDuty,
  othersHold,
  type PeopleDb,
} from '../officers.ts'
import { todayOf } from '../sign-in.ts'
import { doneWords, words } from './words.ts'

const label = (
  key:
    | 'people'
    | 'add'
    | 'department'
    | 'noDepartment'
    | 'nameZh'
    | 'nameEn'
    | 'email'
    | 'duties'
    | 'from'
    | 'until'
    | 'untilHelp'
    | 'mayTitle',
): Words => ({
  zh: words.zh[key],
  en: words.en[key],
})
const crumb = { words: label('people'), path: '/desk/people' }

const joined = (names: readonly string[], { language }: DeskAsk) =>
  names.join(language === 'zh' ? '、' : ', ')

function dutyNames(house: House, ask: DeskAsk, duties: ReadonlySet<string>): string[] {
  return house.desk.duties.filter(({ key }) => duties.has(key)).map((each) => each.words[ask.language])
}

const stateOf = ({ leftOn, signedUp }: Colleague, { language }: DeskAsk) => {
  const w = words[language]
  return leftOn !== null ? w.left(leftOn) : signedUp ? w.signedUp : w.invited
}

function People(props: { ask: DeskAsk; house: House; all: Colleague[]; departments: Department[] }) {
  const { ask, house, all, departments } = props
  const { language } = ask
  const w = words[language]
  const department = (id: string | null) => departments.find((each) => each.id === id)?.name[language] ?? '—'
  return (
    <DeskPage ask={ask} centre={house.centre} title={w.people} crumbs={[{ words: label('people') }]}>
      <p class="acts">
        <a class="button" href={href(ask, '/desk/people/new')}>
          {w.add}
        </a>
        <a href={href(ask, '/desk/may')}>{w.mayTitle}</a>
      </p>
      <section class="section">
        <DataTable
          caption={<span class="skip">{w.people}</span>}
          rows={all}
          empty={w.none}
          columns={[
            {
              head: language === 'zh' ? w.nameZh : w.nameEn,
              cell: ({ id, name }) => <a href={href(ask, `/desk/people/${id}`)}>{name[language]}</a>,
            },
            { head: w.department, cell: (each) => department(each.department) },
            { head: w.duties, cell: (each) => joined(dutyNames(house, ask, each.duties), ask) || '—' },
            { head: w.state, cell: (each) => stateOf(each, ask) },
          ]}
        />
      </section>
    </DeskPage>
  )
}

const newOfficer = z.object({
  name_zh: oneLine(40),
  name_en: oneLine(60),
  email: z.email(),
  department: z.string().optional(),
})
type NewField = keyof typeof newOfficer.shape

function NewOfficer(props: {
  ask: DeskAsk
  house: House
  departments: Department[]
  form?: Form
  faults?: Faults<NewField>
}) {
  const { ask, house, departments, form, faults = {} } = props
  const { language } = ask
  const w = words[language]
  const options = departments.map(({ id, name }) => ({ value: id, words: name }))
  return (
    <DeskPage ask={ask} centre={house.centre} title={w.add} crumbs={[crumb, { words: label('add') }]}>
      {Object.keys(faults).length > 0 && <FormFault>{w.notAccepted}</FormFault>}
      <form class="form" method="post" action={href(ask, '/desk/people/new')}>
        <Input
          language={language}
          name="name_zh"
          label={label('nameZh')}
          value={form?.text('name_zh')}
          fault={faults.name_zh}
          required
          max={40}
        />
        <Input
          language={language}
          name="name_en"
          label={label('nameEn')}
          value={form?.text('name_en')}
          fault={faults.name_en}
          required
          max={60}
        />
        <Input
          language={language}
          name="email"
          label={label('email')}
          type="email"
          value={form?.text('email')}
          fault={faults.email}
          required
        />
        <Select
          language={language}
          name="department"
          label={label('department')}
          options={options}
          none={label('noDepartment')}
          value={form?.text('department')}
          fault={faults.department}
        />
        <button type="submit">{w.add}</button>
      </form>
    </DeskPage>
  )
}

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
      <section class="section">
        <h2>{w.link}</h2>
        <p class="lead">{w.linkHelp}</p>
        <form class="form" method="post" action={href(ask, `/desk/people/${one.id}/link`)}>
          <button type="submit" class="quiet">
            {w.linkNew}
          </button>
        </form>
      </section>
    </DeskPage>
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
          head: '',
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

const grant = z.object({ duty: z.string(), from: day, until: day.optional() })

/** Officers, their duties and their way in; who may do what. */
export function peopleRoutes(web: Hono, house: House): void {
  const db: PeopleDb = house.store.db
  const one = async (ask: DeskAsk) => ({
    one: await colleague(db, ask.params.id!, todayOf(house)),
    departments: await departmentsOf(db),
  })
  desk(web, house, '/desk/people', mayManagePeople, async (ask) => ({
    body: (
      <People
        ask={ask}
        house={house}
        all={await colleagues(db, todayOf(house))}
        departments={await departmentsOf(db)}
      />
    ),
  }))
  desk(web, house, '/desk/may', mayManagePeople, async (ask) => ({
    body: <May ask={ask} house={house} all={await colleagues(db, todayOf(house))} />,
  }))
  addRoutes(web, house)
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
  dutyRoutes(web, house, one)
}

function addRoutes(web: Hono, house: House): void {
  const db: PeopleDb = house.store.db
  desk(web, house, '/desk/people/new', mayManagePeople, async (ask) => ({
    body: <NewOfficer ask={ask} house={house} departments={await departmentsOf(db)} />,
  }))
  deskAct(web, house, '/desk/people/new', mayManagePeople, async (ask, form) => {
    const departments = await departmentsOf(db)
    const again = (faults: Faults<NewField>) => ({
      body: <NewOfficer ask={ask} house={house} departments={departments} form={form} faults={faults} />,
      status: 422 as const,
    })
    const read = readForm(newOfficer, form)
    if (!read.ok) return again(read.faults)
    const { name_zh, name_en, email, department = null } = read.data
    if (department !== null && !departments.some(({ id }) => id === department))
      return again({ department: { zh: '没有这个部门', en: 'There is no such department' } })
    const deed = { at: house.clock(), by: signatureOf(ask.officer) }
    try {
      const asked = { name: { zh: name_zh, en: name_en }, email, department }
      const id = await db.transaction().execute((tx) => addOfficer(tx, asked, deed))
      return { to: `${href(ask, `/desk/people/${id}`)}?done=added` }
    } catch (error) {
      if (error instanceof Problem && error.code === 'email-taken') return again({ email: error.words })
      throw error
    }
  })
}

function dutyRoutes(
  web: Hono,
  house: House,
  one: (ask: DeskAsk) => Promise<{ one: Colleague; departments: Department[] }>,
): void {
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
    if (held?.duty === peopleDuty.key && !(await othersHold(db, peopleDuty.key, id, today)))
      throw new Problem('last-one', { zh: words.zh.lastOne, en: words.en.lastOne }, 409)
    const deed = { at: house.clock(), by: signatureOf(ask.officer) }
    if (held) await db.transaction().execute((tx) => endDuty(tx, { officer: id, held: held.id, today }, deed))
    return { to: `${href(ask, `/desk/people/${id}`)}?done=ended` }
  })
}
