import type { Hono } from 'hono'
import { z } from 'zod'
import { Input, Select, TextArea } from '../../../html/form.tsx'
import { href } from '../../../html/layout.tsx'
import { DataTable } from '../../../html/parts.tsx'
import { tell } from '../../../mail/mail.ts'
import { Problem } from '../../../problem.ts'
import type { House } from '../../../room.ts'
import { oneLine, writing } from '../../../web/asked.ts'
import { type Faults, type Form, readForm } from '../../../web/form.ts'
import { colleagues, type PeopleDb } from '../../officers.ts'
import { todayOf } from '../../sign-in.ts'
import { membersDuty, organisationKind } from '../duties.ts'
import { takesPart } from '../member.ts'
import { register } from '../organisations.ts'
import { kinds, type MemberDb } from '../tables.ts'
import { type MemberAsk, memberAct, memberPage } from '../web.tsx'
import { MyPage } from './frame.tsx'
import { label, words } from './words.ts'

/** The organisations of a member, and the way to one more. */
export function MyOrganisations({ ask }: { ask: MemberAsk }) {
  const w = words[ask.language]
  return (
    <section class="section">
      <h2>{w.organisations}</h2>
      <DataTable
        caption={<span class="skip">{w.organisations}</span>}
        rows={ask.member.seats}
        empty={w.noOrganisations}
        columns={[
          {
            head: w.orgName,
            cell: ({ organisation, name }) => (
              <a href={href(ask, `/my/organisations/${organisation}`)}>{name}</a>
            ),
          },
          { head: w.kind, cell: ({ kind }) => w.kinds[kind] },
          { head: w.role, cell: ({ role }) => w.roles[role] },
          { head: w.state, cell: ({ state }) => w.states[state] },
        ]}
      />
      {takesPart.holds(ask.member, undefined) && (
        <p class="acts after">
          <a href={href(ask, '/my/organisations/new')}>{w.register}</a>
        </p>
      )}
    </section>
  )
}

const asked = z.object({
  kind: z.enum(kinds),
  name: oneLine(80),
  about: writing(600),
  proof: writing(300),
})
type Field = keyof typeof asked.shape

interface NewProps {
  ask: MemberAsk
  house: House
  form?: Form
  faults?: Faults<Field>
  wrong?: string
}

function New({ ask, house, form, faults = {}, wrong }: NewProps) {
  const { language } = ask
  const w = words[language]
  const field = (name: Field) => ({
    language,
    name,
    value: form?.text(name),
    fault: faults[name],
    required: true,
  })
  const options = kinds.map((kind) => ({
    value: kind,
    words: { zh: words.zh.kinds[kind], en: words.en.kinds[kind] },
  }))
  return (
    <MyPage
      ask={ask}
      house={house}
      title={w.register}
      lead={w.registerLead}
      crumbs={[{ words: label('register') }]}
      wrong={wrong ?? (Object.keys(faults).length > 0 ? w.notAccepted : undefined)}
    >
      <form class="form" method="post">
        <Select {...field('kind')} label={label('kind')} options={options} />
        <Input {...field('name')} label={label('orgName')} autocomplete="organization" max={80} />
        <TextArea {...field('about')} label={label('about')} help={label('aboutHelp')} max={600} />
        <TextArea {...field('proof')} label={label('proof')} help={label('proofHelp')} rows={2} max={300} />
        <button type="submit">{w.ask}</button>
      </form>
    </MyPage>
  )
}

/** Registers an organisation and tells the officers who decide. */
export function newOrganisationRoutes(web: Hono, house: House): void {
  memberPage(web, house, '/my/organisations/new', takesPart, (ask) => ({
    body: <New ask={ask} house={house} />,
  }))
  memberAct(web, house, '/my/organisations/new', takesPart, async (ask, form) => {
    const read = readForm(asked, form)
    if (!read.ok)
      return { body: <New ask={ask} house={house} form={form} faults={read.faults} />, status: 422 }
    const at = house.clock()
    const db: MemberDb & PeopleDb = house.store.db
    const all = await colleagues(db, todayOf(house))
    const to = all.filter(({ duties }) => duties.has(membersDuty.key)).map(({ id }) => id)
    try {
      const id = await db.transaction().execute(async (tx) => {
        const made = await register(tx, ask.member, read.data, at)
        const { name } = read.data
        const subject = { zh: `单位待审核：${name}`, en: `An organisation waits: ${name}` }
        await tell(tx, { to, kind: organisationKind, subject, path: `/desk/organisations/${made}`, at })
        return made
      })
      return { to: `${href(ask, `/my/organisations/${id}`)}?done=asked` }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const wrong = error.in(ask.language)
      return { body: <New ask={ask} house={house} form={form} wrong={wrong} />, status: 422 }
    }
  })
}
