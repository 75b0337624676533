import type { Hono } from 'hono'
import { z } from 'zod'
import { href } from '../../../html/layout.tsx'
import { Notice } from '../../../html/parts.tsx'
import { hasMail } from '../../../mail/mail.ts'
import { Problem } from '../../../problem.ts'
import type { House } from '../../../room.ts'
import { email } from '../../../web/asked.ts'
import { type DeskAnswer, openAct, openPage } from '../../../web/desk.tsx'
import { readForm } from '../../../web/form.ts'
import type { Ask } from '../../../web/pages.ts'
import { ownPath } from '../../../web/preferences.ts'
import type { Words } from '../../../words.ts'
import { slowDown } from '../../sign-in.ts'
import { askToJoin, askToRecover } from '../join.ts'
import { anyMember } from '../member.ts'
import { memberSignIn, memberSignOut } from '../sign-in.ts'
import { memberAct } from '../web.tsx'
import { EmailField, PasswordField } from './fields.tsx'
import { MyPage, type Scene } from './frame.tsx'
import { label, words } from './words.ts'

/** Where to go after signing in: a page of one's own that was asked for, else the first of them. */
const backOf = (ask: Ask): string => {
  const { pathname, search } = new URL(ownPath(ask.query.get('back')), 'http://own.invalid')
  return /^(\/en)?\/my(?!\/sign-in)(\/|$)/.test(pathname) ? pathname + search : href(ask, '/my')
}

function SignIn({ ask, house, typed, wrong }: Scene & { typed?: string; wrong?: string }) {
  const { language } = ask
  const w = words[language]
  const back = ask.query.get('back')
  const action = `${href(ask, '/my/sign-in')}${back ? `?${new URLSearchParams({ back })}` : ''}`
  return (
    <MyPage ask={ask} house={house} title={w.signIn} crumbs={[{ words: label('signIn') }]} wrong={wrong}>
      <form class="form" method="post" action={action}>
        <EmailField language={language} value={typed ?? ''} />
        <PasswordField language={language} />
        <button type="submit">{w.signIn}</button>
      </form>
      <p>
        {w.haveNone} <a href={href(ask, '/my/join')}>{w.join}</a>
      </p>
      <p>
        <a href={href(ask, '/my/lost')}>{w.lost}</a>
      </p>
    </MyPage>
  )
}

/** The two pages that ask for an address and send a letter there. */
const askers = {
  join: { path: '/my/join', title: 'join', lead: 'joinLead', send: 'joinSend', act: askToJoin },
  lost: { path: '/my/lost', title: 'lost', lead: 'lostLead', send: 'lostSend', act: askToRecover },
} as const
type Asker = (typeof askers)[keyof typeof askers]

function AskLetter(props: Scene & { asker: Asker; typed?: string; fault?: Words | undefined }) {
  const { ask, house, asker, typed = '', fault } = props
  const { language } = ask
  const w = words[language]
  return (
    <MyPage
      ask={ask}
      house={house}
      title={w[asker.title]}
      lead={w[asker.lead]}
      crumbs={[{ words: label(asker.title) }]}
      wrong={fault && w.notAccepted}
    >
      {hasMail(house) ? (
        <form class="form" method="post" action={href(ask, asker.path)}>
          <EmailField language={language} value={typed} fault={fault} />
          <button type="submit">{w[asker.send]}</button>
        </form>
      ) : (
        <Notice inline>{w.noMail}</Notice>
      )}
      <p>
        {w.haveOne} <a href={href(ask, '/my/sign-in')}>{w.signIn}</a> ·{' '}
        <a href={href(ask, '/my/privacy')}>{w.privacy}</a>
      </p>
    </MyPage>
  )
}

const Sent = ({ ask, house, to }: Scene & { to: string }) => (
  <MyPage
    ask={ask}
    house={house}
    title={words[ask.language].sentTitle}
    lead={words[ask.language].sent(to)}
    crumbs={[{ words: label('sentTitle') }]}
  />
)

/** The ways in and out of a member's account. */
export function memberDoorRoutes(web: Hono, house: House): void {
  openPage(web, house, '/my/sign-in', (ask) => ({ body: <SignIn ask={ask} house={house} /> }))
  openAct(web, house, '/my/sign-in', async (ask, form, c) => {
    const typed = form.text('email')
    try {
      await memberSignIn(house, c, { email: typed, password: form.text('password') })
      return { to: backOf(ask) }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const page = <SignIn ask={ask} house={house} typed={typed} wrong={error.in(ask.language)} />
      return { body: page, status: 422 }
    }
  })
  memberAct(web, house, '/my/sign-out', anyMember, async (ask, _, c) => {
    await memberSignOut(house, c)
    return { to: href(ask, '/my/sign-in') }
  })
  for (const asker of Object.values(askers)) askRoutes(web, house, asker)
}

function askRoutes(web: Hono, house: House, asker: Asker): void {
  openPage(web, house, asker.path, (ask) => ({ body: <AskLetter ask={ask} house={house} asker={asker} /> }))
  openAct(web, house, asker.path, async (ask, form, c): Promise<DeskAnswer> => {
    slowDown(house, c)
    const read = readForm(z.object({ email }), form)
    if (!read.ok || !hasMail(house)) {
      const fault = read.ok ? label('noMail') : read.faults.email
      const typed = form.text('email')
      return {
        body: <AskLetter ask={ask} house={house} asker={asker} typed={typed} fault={fault} />,
        status: 422,
      }
    }
    const to = read.data.email.toLowerCase()
    await asker.act(house, { email: to, language: ask.language })
    return { body: <Sent ask={ask} house={house} to={to} /> }
  })
}
