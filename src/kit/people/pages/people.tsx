import type { Hono } from 'hono'
import { z } from 'zod'
import { DeskPage } from '../../html/desk-layout.tsx'
import { FormFault, Input, Select } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable } from '../../html/parts.tsx'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { email, oneLine } from '../../web/asked.ts'
import { type DeskAsk, desk, deskAct } from '../../web/desk.tsx'
import { type Faults, type Form, readForm } from '../../web/form.ts'
import { mayManagePeople } from '../duties.ts'
import { signatureOf } from '../officer.ts'
import {
  addOfficer,
  type Colleague,
  colleagues,
  type Department,
  departmentsOf,
  type PeopleDb,
} from '../officers.ts'
import { todayOf } from '../sign-in.ts'
import { crumb, dutyNames, joined, stateOf } from './shown.ts'
import { label, words } from './words.ts'

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
  email,
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

/** Who works here, and one more. */
export function peopleRoutes(web: Hono, house: House): void {
  const db: PeopleDb = house.store.db
  desk(web, house, '/desk/people', mayManagePeople, async (ask) => ({
    body: (
      <People
        ask={ask}
        house={house}
        all={await colleagues(db, todayOf(house), { left: true })}
        departments={await departmentsOf(db)}
      />
    ),
  }))
  addRoutes(web, house)
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
    const { name_zh, name_en, department = null } = read.data
    if (department !== null && !departments.some(({ id }) => id === department))
      return again({ department: { zh: '没有这个部门', en: 'There is no such department' } })
    const deed = { at: house.clock(), by: signatureOf(ask.officer) }
    try {
      const asked = { name: { zh: name_zh, en: name_en }, email: read.data.email, department }
      const id = await db.transaction().execute((tx) => addOfficer(tx, asked, deed))
      return { to: `${href(ask, `/desk/people/${id}`)}?done=added` }
    } catch (error) {
      if (error instanceof Problem && error.code === 'email-taken') return again({ email: error.words })
      throw error
    }
  })
}
