import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { Input } from '../../../html/form.tsx'
import { href } from '../../../html/layout.tsx'
import { Notice } from '../../../html/parts.tsx'
import { Problem } from '../../../problem.ts'
import type { House } from '../../../room.ts'
import { dayAt } from '../../../time.ts'
import { oneLine } from '../../../web/asked.ts'
import type { DeskAnswer } from '../../../web/desk.tsx'
import { readForm } from '../../../web/form.ts'
import type { Words } from '../../../words.ts'
import { type Session, Sessions } from '../../pages/sessions.tsx'
import { password } from '../../password.ts'
import { passCookies } from '../../sign-in.ts'
import { memberAccountsOf } from '../accounts.ts'
import { leave, stay, termDays } from '../leave.ts'
import { anyMember } from '../member.ts'
import { mustBeHis, noteOf } from '../sign-in.ts'
import type { MemberDb } from '../tables.ts'
import { type MemberAsk, memberAct, memberPage } from '../web.tsx'
import { NewPasswordField, PasswordField } from './fields.tsx'
import { MyPage } from './frame.tsx'
import { MyOrganisations } from './organisations.tsx'
import { label, words } from './words.ts'

interface Mine {
  ask: MemberAsk
  house: House
  sessions: Session[]
  wrong?: string | undefined
}

function My({ ask, house, sessions, wrong }: Mine) {
  const { language, member } = ask
  const w = words[language]
  const day = member.leavesAt && dayAt(member.leavesAt, house.settings.LANTIAN_ZONE)
  return (
    <MyPage ask={ask} house={house} title={w.my} lead={`${member.name} · ${member.email}`} wrong={wrong}>
      {member.waits && <Notice inline>{w.waits}</Notice>}
      {day && (
        <form class="form" method="post" action={href(ask, '/my/stay')}>
          <Notice inline>{w.leaves(day)}</Notice>
          <button type="submit">{w.stay}</button>
        </form>
      )}
      <MyOrganisations ask={ask} />
      <section class="section">
        <h2>{w.profile}</h2>
        <form class="form" method="post" action={href(ask, '/my/name')}>
          <Input
            language={language}
            name="name"
            label={label('name')}
            help={label('nameHelp')}
            value={member.name}
            autocomplete="nickname"
            required
            max={40}
          />
          <button type="submit" class="quiet">
            {w.save}
          </button>
        </form>
      </section>
      <Sessions ask={ask} house={house} sessions={sessions} path="/my" />
      <section class="section">
        <h2>{w.changePassword}</h2>
        <form class="form" method="post" action={href(ask, '/my/password')}>
          <PasswordField language={language} name="current" />
          <NewPasswordField language={language} />
          <button type="submit" class="quiet">
            {w.changePassword}
          </button>
        </form>
      </section>
      <End ask={ask} />
    </MyPage>
  )
}

/** The ways out: for now, and for good. */
function End({ ask }: { ask: MemberAsk }) {
  const w = words[ask.language]
  return (
    <section class="section">
      {ask.member.leavesAt === null && (
        <details>
          <summary>{w.leave}</summary>
          <p>{w.leaveLead(termDays)}</p>
          <form class="form" method="post" action={href(ask, '/my/leave')}>
            <Input
              language={ask.language}
              name="leave-password"
              label={label('currentPassword')}
              type="password"
              autocomplete="current-password"
              required
            />
            <button type="submit" class="quiet">
              {w.leave}
            </button>
          </form>
        </details>
      )}
      <div class="acts after">
        <form method="post" action={href(ask, '/my/sign-out')}>
          <button type="submit" class="quiet">
            {w.signOut}
          </button>
        </form>
        <a href={href(ask, '/my/privacy')}>{w.privacy}</a>
      </div>
    </section>
  )
}

type Again = (ask: MemberAsk, c: Context, wrong: Words) => Promise<DeskAnswer>

/** Everything about a member's own account. */
export function myRoutes(web: Hono, house: House): void {
  const sessionsOf = async (c: Context) =>
    (await memberAccountsOf(house)).api.listSessions({ headers: c.req.raw.headers })
  const again: Again = async (ask, c, wrong) => ({
    body: <My ask={ask} house={house} sessions={await sessionsOf(c)} wrong={wrong[ask.language]} />,
    status: 422,
  })
  memberPage(web, house, '/my', anyMember, async (ask, c) => ({
    body: <My ask={ask} house={house} sessions={await sessionsOf(c)} />,
  }))
  profileRoutes(web, house, again)
  leaveRoutes(web, house, again)
  sessionRoutes(web, house)
}

const done = (ask: MemberAsk, code: string) => ({ to: `${href(ask, '/my')}?done=${code}` })

function profileRoutes(web: Hono, house: House, again: Again): void {
  const db: MemberDb = house.store.db
  memberAct(web, house, '/my/name', anyMember, async (ask, form, c) => {
    const read = readForm(z.object({ name: oneLine(40) }), form)
    if (!read.ok) return again(ask, c, { zh: '请写一个称呼。', en: 'Say what we shall call you.' })
    const { name } = read.data
    await db.updateTable('member').set({ name }).where('id', '=', ask.member.id).execute()
    await noteOf(house, ask.member.id, 'members.rename')
    return done(ask, 'saved')
  })
  memberAct(web, house, '/my/password', anyMember, async (ask, form, c) => {
    const read = readForm(z.object({ password }), form)
    if (!read.ok) return again(ask, c, read.faults.password!)
    const current = form.text('current')
    const refused = await problemOf(() => mustBeHis(house, c, { email: ask.member.email, password: current }))
    if (refused) return again(ask, c, refused.words)
    const { api } = await memberAccountsOf(house)
    const body = { currentPassword: current, newPassword: read.data.password, revokeOtherSessions: true }
    const { headers } = await api.changePassword({ body, headers: c.req.raw.headers, returnHeaders: true })
    passCookies(c, headers)
    await noteOf(house, ask.member.id, 'members.change-password')
    return done(ask, 'password')
  })
}

async function problemOf(work: () => Promise<void>): Promise<Problem | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function leaveRoutes(web: Hono, house: House, again: Again): void {
  memberAct(web, house, '/my/leave', anyMember, async (ask, form, c) => {
    const { id, email } = ask.member
    const refused = await problemOf(async () => {
      await mustBeHis(house, c, { email, password: form.text('leave-password') })
      await leave(house, id)
    })
    return refused ? again(ask, c, refused.words) : { to: href(ask, '/my') }
  })
  memberAct(web, house, '/my/stay', anyMember, async (ask) => {
    await stay(house, ask.member.id)
    return done(ask, 'stays')
  })
}

function sessionRoutes(web: Hono, house: House): void {
  memberAct(web, house, '/my/sessions/end', anyMember, async (ask, form, c) => {
    const { api } = await memberAccountsOf(house)
    const { headers } = c.req.raw
    // By its id, looked up among one's own: the token of a session never stands on a page.
    const session = (await api.listSessions({ headers })).find(({ id }) => id === form.text('session'))
    if (session) await api.revokeSession({ body: { token: session.token }, headers })
    return done(ask, 'session')
  })
  memberAct(web, house, '/my/sessions/end-others', anyMember, async (ask, _, c) => {
    const { api } = await memberAccountsOf(house)
    await api.revokeOtherSessions({ headers: c.req.raw.headers })
    return done(ask, 'sessions')
  })
}
