import type { Hono } from 'hono'
import { z } from 'zod'
import { DoorPage } from '../../html/desk-layout.tsx'
import { FormFault, Input } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { email, oneLine } from '../../web/asked.ts'
import { type DeskAnswer, deskAct, openAct, openPage } from '../../web/desk.tsx'
import { type Faults, readForm } from '../../web/form.ts'
import { notFound } from '../../web/not-found.ts'
import type { Ask } from '../../web/pages.ts'
import { ownPath } from '../../web/preferences.ts'
import type { Words } from '../../words.ts'
import { longestPassword } from '../accounts.ts'
import { invitationOf } from '../invitations.ts'
import { anyOfficer } from '../officer.ts'
import { colleague, type PeopleDb } from '../officers.ts'
import { askProvider, hasOidc, takeWord } from '../oidc.ts'
import { signInByPasskey } from '../passkeys.ts'
import { password } from '../password.ts'
import { signIn, signInWithCode, signOut, slowDown, todayOf } from '../sign-in.ts'
import { signUp } from '../sign-up.ts'
import { LostHint, lostRoutes } from './lost.tsx'
import { PasskeyForm } from './passkeys.tsx'
import { label, words } from './words.ts'

/** Where to go after signing in: a page of the desk that was asked for, else its home. */
const backOf = (ask: Ask, wanted: string | null): string => {
  const { pathname, search } = new URL(ownPath(wanted), 'http://own.invalid')
  return /^(\/en)?\/desk(?!\/sign-in)(\/|$)/.test(pathname) ? pathname + search : href(ask, '/desk')
}

/** Status that a refused sign-in has: what is wrong is on the page. */
const refused = 422

function SignIn({ ask, house, email, wrong }: { ask: Ask; house: House; email?: string; wrong?: string }) {
  const w = words[ask.language]
  const back = ask.query.get('back')
  const action = `${href(ask, '/desk/sign-in')}${back ? `?${new URLSearchParams({ back })}` : ''}`
  return (
    <DoorPage ask={ask} centre={house.centre} title={w.signIn}>
      {wrong && <FormFault>{wrong}</FormFault>}
      <form class="form" method="post" action={action}>
        <Input
          language={ask.language}
          name="email"
          label={label('email')}
          type="email"
          value={email}
          autocomplete="username"
          required
        />
        <Input
          language={ask.language}
          name="password"
          label={label('password')}
          type="password"
          autocomplete="current-password"
          required
        />
        <button type="submit">{w.in}</button>
      </form>
      <PasskeyForm ask={ask} does="get" path="/desk/sign-in/passkey" />
      {hasOidc(house) && (
        <p>
          {/* A link, for a form may lead to no other site. */}
          <a
            class="button quiet"
            href={`${href(ask, '/desk/sign-in/oidc')}${back ? `?${new URLSearchParams({ back })}` : ''}`}
          >
            {house.settings.LANTIAN_OIDC_NAME}
          </a>
        </p>
      )}
      <LostHint ask={ask} house={house} />
    </DoorPage>
  )
}

function Code({ ask, house, wrong }: { ask: Ask; house: House; wrong?: string }) {
  const w = words[ask.language]
  const query = ask.query.size > 0 ? `?${ask.query}` : ''
  return (
    <DoorPage ask={ask} centre={house.centre} title={w.code}>
      {wrong && <FormFault>{wrong}</FormFault>}
      <form class="form" method="post" action={`${href(ask, '/desk/sign-in/code')}${query}`}>
        <Input
          language={ask.language}
          name="code"
          label={label('codeLabel')}
          help={label('codeHelp')}
          autocomplete="one-time-code"
          required
          max={20}
        />
        <button type="submit">{w.next}</button>
      </form>
    </DoorPage>
  )
}

const newcomer = z.object({
  name_zh: oneLine(40),
  name_en: oneLine(60),
  email,
  password,
})
type NewcomerField = keyof typeof newcomer.shape

interface WelcomeProps {
  ask: Ask
  house: House
  /** Null for the first officer, who says himself who he is. */
  known: { name: Words; email: string; signedUp: boolean } | null
  typed?: (name: NewcomerField) => string
  faults?: Faults<NewcomerField>
}

function Welcome({ ask, house, known, typed, faults = {} }: WelcomeProps) {
  const { language } = ask
  const w = words[language]
  return (
    <DoorPage ask={ask} centre={house.centre} title={w.welcome(known?.name[language] ?? null)}>
      {Object.keys(faults).length > 0 && <FormFault>{w.notAccepted}</FormFault>}
      <p class="lead">{known === null ? w.welcomeFirst : known.signedUp ? w.welcomeBack : w.welcomeNew}</p>
      <form class="form" method="post">
        {known === null && (
          <>
            <Input
              language={language}
              name="name_zh"
              label={label('nameZh')}
              value={typed?.('name_zh')}
              fault={faults.name_zh}
              autocomplete="name"
              required
              max={40}
            />
            <Input
              language={language}
              name="name_en"
              label={label('nameEn')}
              value={typed?.('name_en')}
              fault={faults.name_en}
              required
              max={60}
            />
          </>
        )}
        {known === null ? (
          <Input
            language={language}
            name="email"
            label={label('email')}
            type="email"
            value={typed?.('email')}
            fault={faults.email}
            autocomplete="username"
            required
          />
        ) : (
          // A password manager wants to know whose password it keeps.
          <input type="hidden" name="email" value={known.email} autocomplete="username" />
        )}
        <Input
          language={language}
          name="password"
          label={label('newPassword')}
          help={label('passwordHelp')}
          fault={faults.password}
          type="password"
          autocomplete="new-password"
          required
          max={longestPassword}
        />
        <button type="submit">{w.set}</button>
      </form>
    </DoorPage>
  )
}

const inWords = (ask: Ask, problem: Problem) => problem.in(ask.language)

/** The ways in and out of the desk. */
export function doorRoutes(web: Hono, house: House): void {
  signInRoutes(web, house)
  oidcRoutes(web, house)
  lostRoutes(web, house)
  welcomeRoutes(web, house)
  deskAct(web, house, '/desk/sign-out', anyOfficer, async (ask, _, c) => {
    await signOut(house, c)
    return { to: href(ask, '/desk/sign-in') }
  })
}

function signInRoutes(web: Hono, house: House): void {
  openPage(web, house, '/desk/sign-in', (ask) => ({ body: <SignIn ask={ask} house={house} /> }))
  openAct(web, house, '/desk/sign-in', async (ask, form, c) => {
    const email = form.text('email')
    try {
      const next = await signIn(house, c, { email, password: form.text('password') })
      const back = backOf(ask, ask.query.get('back'))
      if (next === 'in') return { to: back }
      return { to: `${href(ask, '/desk/sign-in/code')}?${new URLSearchParams({ back })}` }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return {
        body: <SignIn ask={ask} house={house} email={email} wrong={inWords(ask, error)} />,
        status: refused,
      }
    }
  })
  openAct(web, house, '/desk/sign-in/passkey', async (ask, form, c) => {
    try {
      await signInByPasskey(house, c, form.text('answer'))
      return { to: backOf(ask, ask.query.get('back')) }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { body: <SignIn ask={ask} house={house} wrong={inWords(ask, error)} />, status: refused }
    }
  })
  openPage(web, house, '/desk/sign-in/code', (ask) => ({ body: <Code ask={ask} house={house} /> }))
  openAct(web, house, '/desk/sign-in/code', async (ask, form, c) => {
    try {
      await signInWithCode(house, c, form.text('code'))
      return { to: backOf(ask, ask.query.get('back')) }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { body: <Code ask={ask} house={house} wrong={inWords(ask, error)} />, status: refused }
    }
  })
}

function oidcRoutes(web: Hono, house: House): void {
  const orSay = async (ask: Ask, work: () => Promise<string>): Promise<DeskAnswer> => {
    if (!hasOidc(house)) throw notFound()
    try {
      return { to: await work() }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { body: <SignIn ask={ask} house={house} wrong={inWords(ask, error)} />, status: refused }
    }
  }
  openPage(web, house, '/desk/sign-in/oidc', (ask, c) =>
    orSay(ask, () => askProvider(house, c, backOf(ask, ask.query.get('back')))),
  )
  openPage(web, house, '/desk/sign-in/oidc/back', (ask, c) => orSay(ask, () => takeWord(house, c)))
}

function welcomeRoutes(web: Hono, house: House): void {
  const db: PeopleDb = house.store.db
  const knownOf = async (token: string) => {
    const { officer } = await invitationOf(db, token, house.clock())
    return officer === null ? null : colleague(db, officer, todayOf(house))
  }
  openPage(web, house, '/desk/welcome/:token', async (ask, c) => {
    slowDown(house, c)
    return { body: <Welcome ask={ask} house={house} known={await knownOf(ask.params.token!)} /> }
  })
  openAct(web, house, '/desk/welcome/:token', async (ask, form, c) => {
    slowDown(house, c)
    const known = await knownOf(ask.params.token!)
    const read = known === null ? readForm(newcomer, form) : readForm(newcomer.pick({ password: true }), form)
    if (!read.ok) {
      const page = <Welcome ask={ask} house={house} known={known} typed={form.text} faults={read.faults} />
      return { body: page, status: refused }
    }
    const next = await signUp(house, c, ask.params.token!, known, read.data)
    return { to: next === 'in' ? `${href(ask, '/desk/me')}?done=ready` : href(ask, '/desk/sign-in/code') }
  })
}
