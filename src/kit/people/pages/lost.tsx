import type { Hono } from 'hono'
import { z } from 'zod'
import { DoorPage } from '../../html/desk-layout.tsx'
import { Input } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { hasMail } from '../../mail/mail.ts'
import type { House } from '../../room.ts'
import { email } from '../../web/asked.ts'
import { openAct, openPage } from '../../web/desk.tsx'
import { readForm } from '../../web/form.ts'
import { notFound } from '../../web/not-found.ts'
import type { Ask } from '../../web/pages.ts'
import type { Words } from '../../words.ts'
import { askToReturn } from '../recovery.ts'
import { slowDown } from '../sign-in.ts'
import { label, words } from './words.ts'

/** How a forgotten password is found again: by letter where the house sends any, else by a colleague. */
export const LostHint = ({ ask, house }: { ask: Ask; house: House }) =>
  hasMail(house) ? (
    <p class="small">
      <a href={href(ask, '/desk/sign-in/lost')}>{words[ask.language].lostTitle}</a>
    </p>
  ) : (
    <p class="small">{words[ask.language].lost}</p>
  )

function Lost({
  ask,
  house,
  fault,
  typed,
}: {
  ask: Ask
  house: House
  fault?: Words | undefined
  typed?: string
}) {
  const w = words[ask.language]
  return (
    <DoorPage ask={ask} centre={house.centre} title={w.lostTitle}>
      <p class="lead">{w.lostLead}</p>
      <form class="form" method="post" action={href(ask, '/desk/sign-in/lost')}>
        <Input
          language={ask.language}
          name="email"
          label={label('email')}
          type="email"
          value={typed}
          fault={fault}
          autocomplete="username"
          required
        />
        <button type="submit">{w.lostSend}</button>
      </form>
    </DoorPage>
  )
}

export function lostRoutes(web: Hono, house: House): void {
  const path = '/desk/sign-in/lost'
  openPage(web, house, path, (ask) => {
    if (!hasMail(house)) throw notFound()
    return { body: <Lost ask={ask} house={house} /> }
  })
  openAct(web, house, path, async (ask, form, c) => {
    if (!hasMail(house)) throw notFound()
    slowDown(house, c)
    const read = readForm(z.object({ email }), form)
    if (!read.ok) {
      const page = <Lost ask={ask} house={house} fault={read.faults.email} typed={form.text('email')} />
      return { body: page, status: 422 }
    }
    const to = read.data.email.toLowerCase()
    await askToReturn(house, { email: to, language: ask.language })
    const w = words[ask.language]
    return {
      body: (
        <DoorPage ask={ask} centre={house.centre} title={w.lostSent}>
          <p class="lead">{w.lostSentLead(to)}</p>
        </DoorPage>
      ),
    }
  })
}
