import type { Hono } from 'hono'
import { dayTime } from '../../html/day-time.ts'
import { href } from '../../html/layout.tsx'
import { DataTable } from '../../html/parts.tsx'
import type { House } from '../../room.ts'
import { type DeskAsk, deskAct } from '../../web/desk.tsx'
import { accountsOf } from '../accounts.ts'
import { anyOfficer } from '../officer.ts'
import { noteOf } from './note.ts'
import { words } from './words.ts'

export interface Session {
  id: string
  token: string
  createdAt: Date
  userAgent?: string | null | undefined
}

/** Where somebody is signed in, and the ways to end it. */
export function Sessions(props: {
  ask: Pick<DeskAsk, 'language' | 'session'>
  house: House
  sessions: Session[]
  /** Page of the account that they stand on. */
  path: string
}) {
  const { ask, house, sessions, path } = props
  const w = words[ask.language]
  const zone = house.settings.LANTIAN_ZONE
  return (
    <section class="section">
      <h2>{w.sessions}</h2>
      <DataTable
        caption={<span class="skip">{w.sessions}</span>}
        rows={sessions}
        empty={w.none}
        columns={[
          { head: w.device, cell: ({ userAgent }) => deviceOf(userAgent ?? '') },
          {
            head: w.since,
            cell: ({ createdAt }) =>
              dayTime(Temporal.Instant.fromEpochMilliseconds(createdAt.getTime()), zone, ask.language),
          },
          {
            head: <span class="skip">{w.endSession}</span>,
            cell: (session) =>
              session.token === ask.session ? (
                w.here
              ) : (
                <form method="post" action={href(ask, `${path}/sessions/end`)}>
                  <input type="hidden" name="session" value={session.id} />
                  <button class="plain" type="submit">
                    {w.endSession}
                  </button>
                </form>
              ),
          },
        ]}
      />
      {sessions.length > 1 && (
        <form method="post" action={href(ask, `${path}/sessions/end-others`)} class="after">
          <button class="quiet" type="submit">
            {w.endOthers}
          </button>
        </form>
      )}
    </section>
  )
}

/** What a browser says of itself, in the two words that its owner knows it by. */
export function deviceOf(userAgent: string): string {
  const found = (names: readonly (readonly [RegExp, string])[]) =>
    names.find(([form]) => form.test(userAgent))?.[1]
  const browser = found([
    [/Edg\//, 'Edge'],
    [/MicroMessenger/, 'WeChat'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = found([
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'macOS'],
    [/Linux/, 'Linux'],
  ])
  return [browser, system].filter(Boolean).join(' · ') || '—'
}

/** Ends one's own sessions. */
export function sessionRoutes(web: Hono, house: House): void {
  const note = noteOf(house)
  deskAct(web, house, '/desk/me/sessions/end', anyOfficer, async (ask, form, c) => {
    const { api } = await accountsOf(house)
    const { headers } = c.req.raw
    // By its id, looked up among one's own: the token of a session never stands on a page.
    const session = (await api.listSessions({ headers })).find(({ id }) => id === form.text('session'))
    if (session) {
      await api.revokeSession({ body: { token: session.token }, headers })
      await note(ask, 'people.end-session')
    }
    return { to: `${href(ask, '/desk/me')}?done=session` }
  })
  deskAct(web, house, '/desk/me/sessions/end-others', anyOfficer, async (ask, _, c) => {
    const { api } = await accountsOf(house)
    await api.revokeOtherSessions({ headers: c.req.raw.headers })
    await note(ask, 'people.end-sessions')
    return { to: `${href(ask, '/desk/me')}?done=sessions` }
  })
}
