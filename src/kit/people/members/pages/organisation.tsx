import type { Hono } from 'hono'
import { z } from 'zod'
import { Input, Select } from '../../../html/form.tsx'
import { href } from '../../../html/layout.tsx'
import { DataTable } from '../../../html/parts.tsx'
import { Problem } from '../../../problem.ts'
import type { House } from '../../../room.ts'
import { email } from '../../../web/asked.ts'
import { type Faults, readForm } from '../../../web/form.ts'
import { linkOf } from '../links.ts'
import { manages, memberSignature, takesPart } from '../member.ts'
import {
  inviteTo,
  noOrganisation,
  type Organisation,
  organisation,
  setRole,
  takeSeat,
} from '../organisations.ts'
import { type MemberDb, roles } from '../tables.ts'
import { type MemberAsk, memberAct, memberPage } from '../web.tsx'
import { MyPage } from './frame.tsx'
import { label, words } from './words.ts'

interface OneProps {
  ask: MemberAsk
  house: House
  one: Organisation
  faults?: Faults
  wrong?: string
}

function One({ ask, house, one, faults = {}, wrong }: OneProps) {
  const { language, member } = ask
  const w = words[language]
  const runs = manages.holds(member, one.id)
  return (
    <MyPage
      ask={ask}
      house={house}
      title={one.name}
      lead={`${w.kinds[one.kind]} · ${w.states[one.state]}`}
      crumbs={[{ words: { zh: one.name, en: one.name } }]}
      wrong={wrong ?? (Object.keys(faults).length > 0 ? w.notAccepted : undefined)}
    >
      {one.reason && (
        <p>
          {w.reason}: {one.reason}
        </p>
      )}
      <p class="prose">{one.about}</p>
      <section class="section">
        <h2>{w.members}</h2>
        <Seats ask={ask} one={one} runs={runs} />
      </section>
      {runs && one.state === 'approved' && (
        <section class="section">
          <h2>{w.invite}</h2>
          <form class="form" method="post" action={href(ask, `/my/organisations/${one.id}/invite`)}>
            <Input
              language={language}
              name="email"
              label={label('email')}
              type="email"
              fault={faults.email}
              required
            />
            <Select
              language={language}
              name="role"
              label={label('role')}
              value="member"
              options={roles.map((role) => ({
                value: role,
                words: { zh: words.zh.roles[role], en: words.en.roles[role] },
              }))}
            />
            <button type="submit">{w.inviteSend}</button>
          </form>
        </section>
      )}
    </MyPage>
  )
}

/** Addresses are shown to who manages; to the others a name is enough. */
function Seats({ ask, one, runs }: { ask: MemberAsk; one: Organisation; runs: boolean }) {
  const w = words[ask.language]
  const act = (member: string, role: string, said: string) => (
    <form method="post" action={href(ask, `/my/organisations/${one.id}/role`)}>
      <input type="hidden" name="member" value={member} />
      <button class="plain" type="submit" name="role" value={role}>
        {said}
      </button>
    </form>
  )
  return (
    <DataTable
      caption={<span class="skip">{w.members}</span>}
      rows={one.seats}
      empty={w.none}
      columns={[
        { head: w.called, cell: ({ name }) => name },
        ...(runs ? [{ head: w.email, cell: ({ email }: Organisation['seats'][number]) => email }] : []),
        { head: w.role, cell: ({ role }) => w.roles[role] },
        {
          head: <span class="skip">{w.remove}</span>,
          cell: ({ member, role }) => (
            <span class="acts">
              {runs &&
                (role === 'manager'
                  ? act(member, 'member', w.makeMember)
                  : act(member, 'manager', w.makeManager))}
              {member === ask.member.id ? act(member, 'none', w.quit) : runs && act(member, 'none', w.remove)}
            </span>
          ),
        },
      ]}
    />
  )
}

/** One organisation, for whoever belongs to it; to everybody else it is not there. */
export function organisationRoutes(web: Hono, house: House): void {
  const db: MemberDb = house.store.db
  const mine = (ask: MemberAsk) => {
    const id = Number(ask.params.id)
    if (!ask.member.seats.some((seat) => seat.organisation === id)) throw noOrganisation()
    return organisation(db, id)
  }
  memberPage(web, house, '/my/organisations/:id', takesPart, async (ask) => ({
    body: <One ask={ask} house={house} one={await mine(ask)} />,
  }))
  memberAct(web, house, '/my/organisations/:id/invite', takesPart, async (ask, form) => {
    const one = await mine(ask)
    mustManage(ask, one.id)
    const read = readForm(z.object({ email, role: z.enum(roles) }), form)
    if (!read.ok) return { body: <One ask={ask} house={house} one={one} faults={read.faults} />, status: 422 }
    const invited = { ...read.data, email: read.data.email.toLowerCase(), language: ask.language, id: one.id }
    const deed = { at: house.clock(), by: memberSignature(ask.member.id) }
    await db.transaction().execute((tx) => inviteTo(tx, invited, deed))
    return { to: `${href(ask, `/my/organisations/${one.id}`)}?done=invited` }
  })
  memberAct(web, house, '/my/organisations/:id/role', takesPart, async (ask, form) => {
    const one = await mine(ask)
    const member = form.text('member')
    const role = roles.find((each) => each === form.text('role')) ?? null
    // Anybody may leave; who else belongs, and as what, the managers decide.
    const quits = member === ask.member.id && role === null
    if (!quits) mustManage(ask, one.id)
    const deed = { at: house.clock(), by: memberSignature(ask.member.id) }
    try {
      await db.transaction().execute((tx) => setRole(tx, house.store, { id: one.id, member, role }, deed))
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 409) throw error
      const wrong = error.in(ask.language)
      return { body: <One ask={ask} house={house} one={one} wrong={wrong} />, status: 409 }
    }
    return quits
      ? { to: `${href(ask, '/my')}?done=quit` }
      : { to: `${href(ask, `/my/organisations/${one.id}`)}?done=role` }
  })
  seatRoutes(web, house)
}

function mustManage({ member }: MemberAsk, id: number): void {
  if (manages.holds(member, id)) return
  const { zh, en } = manages.words
  throw new Problem('not-yours', { zh: `这里只对${zh}开放。`, en: `This is open only to ${en}.` }, 403)
}

/** The page that an invitation opens. */
function seatRoutes(web: Hono, house: House): void {
  const db: MemberDb = house.store.db
  memberPage(web, house, '/my/seat/:token', takesPart, async (ask) => {
    const { about } = await linkOf(db, 'seat', ask.params.token!, house.clock())
    const { name } = await organisation(db, Number(about))
    const w = words[ask.language]
    return {
      body: (
        <MyPage
          ask={ask}
          house={house}
          title={w.seat}
          lead={w.seatLead(name)}
          crumbs={[{ words: label('seat') }]}
        >
          <form class="form" method="post">
            <button type="submit">{w.accept}</button>
          </form>
        </MyPage>
      ),
    }
  })
  memberAct(web, house, '/my/seat/:token', takesPart, async (ask) => {
    const id = await db
      .transaction()
      .execute((tx) => takeSeat(tx, ask.member, ask.params.token!, house.clock()))
    return { to: `${href(ask, `/my/organisations/${id}`)}?done=seated` }
  })
}
