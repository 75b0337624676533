import type { Context, Hono } from 'hono'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { type DeskAnswer, openAct, openPage } from '../../web/desk.tsx'
import type { Form } from '../../web/form.ts'
import type { Ask } from '../../web/pages.ts'
import type { Member, MemberSentence } from './member.ts'
import { memberWhoAsks } from './sign-in.ts'

/** What a member asks of a page of his own. */
export interface MemberAsk extends Ask {
  member: Member
  session: string
}

type Make = (ask: MemberAsk, c: Context) => DeskAnswer | Promise<DeskAnswer>
type Act = (ask: MemberAsk, form: Form, c: Context) => DeskAnswer | Promise<DeskAnswer>

/** A page for members in every language, for whom the sentence lets in; a stranger is asked to sign in. */
export function memberPage(
  web: Hono,
  house: House,
  path: string,
  may: MemberSentence<unknown>,
  make: Make,
): void {
  openPage(web, house, path, async (ask, c) => {
    const signed = await memberWhoAsks(house, c)
    return signed ? make({ ...ask, ...letIn(signed, may) }, c) : { to: signInPath(c) }
  })
}

/** A deed that a form of a member's page asks for. */
export function memberAct(
  web: Hono,
  house: House,
  path: string,
  may: MemberSentence<unknown>,
  act: Act,
): void {
  openAct(web, house, path, async (ask, form, c) => {
    const signed = await memberWhoAsks(house, c)
    return signed ? act({ ...ask, ...letIn(signed, may) }, form, c) : { to: signInPath(c) }
  })
}

function letIn<S extends { member: Member }>(signed: S, may: MemberSentence<unknown>): S {
  if (may.holds(signed.member, undefined)) return signed
  const { words } = may
  throw new Problem(
    'not-yours',
    { zh: `这里只对下列人开放：${words.zh}。`, en: `This is open only to ${words.en}.` },
    403,
  )
}

/** The way to the sign-in page, and back to where a page (not a deed) was asked for. */
function signInPath(c: Context): string {
  const { pathname, search } = new URL(c.req.url)
  const language = /^\/en(?=\/|$)/.test(pathname) ? '/en' : ''
  const back = c.req.method === 'GET' ? `?${new URLSearchParams({ back: pathname + search })}` : ''
  return `${language}/my/sign-in${back}`
}
