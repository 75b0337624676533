import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Officer, Sentence } from '../people/officer.ts'
import { type SignedIn, whoAsks } from '../people/sign-in.ts'
import { Problem } from '../problem.ts'
import type { Desk, House } from '../room.ts'
import { Form } from './form.ts'
import { fromOwnPage } from './own-origin.ts'
import { type Ask, askOf, html } from './pages.ts'

/** What an officer asks of a page of the desk. */
export interface DeskAsk extends Ask {
  officer: Officer
  /** His account, and this session of it. */
  login: string
  session: string
  desk: Desk
  /** How much waits for him in the places of the desk that count, by path. */
  waiting: ReadonlyMap<string, number>
}

/** A page, or where to go next; a whole Response for what is neither. */
export type DeskAnswer =
  | { body: { toString(): string | Promise<string> }; status?: 200 | 409 | 422 }
  | { to: string }
  | Response

type Make = (ask: DeskAsk, c: Context) => DeskAnswer | Promise<DeskAnswer>
type Act = (ask: DeskAsk, form: Form, c: Context) => DeskAnswer | Promise<DeskAnswer>

/** Longest form, in bytes; files come in by their own door. */
const longestForm = 4 * 1024 * 1024

const formLimit = bodyLimit({
  maxSize: longestForm,
  onError: () => {
    throw new Problem(
      'form-too-large',
      { zh: '表单内容超过 4 MB。', en: 'The form holds more than 4 MB.' },
      413,
    )
  },
})

/** A page of the desk in every language, for whom the sentence lets in; a stranger is asked to sign in. */
export function desk(web: Hono, house: House, path: string, may: Sentence<unknown>, make: Make): void {
  const answer = async (c: Context) => {
    const signed = await whoAsks(house, c)
    if (!signed) return c.redirect(signInPath(c), 303)
    return send(c, await make(await askOfOfficer(house, c, signed, may), c))
  }
  for (const each of [path, `/en${path}`]) web.get(each, answer)
}

/** A deed that a form of the desk asks for. */
export function deskAct(web: Hono, house: House, path: string, may: Sentence<unknown>, act: Act): void {
  const answer = async (c: Context) => {
    fromOwnPage(c)
    const signed = await whoAsks(house, c)
    if (!signed) return c.redirect(signInPath(c), 303)
    const ask = await askOfOfficer(house, c, signed, may)
    return send(c, await act(ask, await formOf(c), c))
  }
  for (const each of [path, `/en${path}`]) web.post(each, formLimit, answer)
}

async function askOfOfficer(
  house: House,
  c: Context,
  signed: SignedIn,
  may: Sentence<unknown>,
): Promise<DeskAsk> {
  if (!may.holds(signed.officer, undefined)) {
    house.log.warn({ officer: signed.officer.id, method: c.req.method, path: c.req.path }, 'not permitted')
    throw notYours(may)
  }
  const { items, ...rest } = house.desk
  const desk = { ...rest, items: items.filter((item) => item.may.holds(signed.officer, undefined)) }
  return { ...askOf(house, c), ...signed, desk, waiting: await waitingFor(house, signed.officer, desk) }
}

async function waitingFor(house: House, officer: Officer, { items }: Desk): Promise<Map<string, number>> {
  const counting = items.filter(({ count }) => count)
  return new Map(
    await Promise.all(counting.map(async ({ path, count }) => [path, await count!(house, officer)] as const)),
  )
}

const notYours = ({ words }: Sentence<unknown>) =>
  new Problem('not-yours', { zh: `这里只对${words.zh}开放。`, en: `This is open only to ${words.en}.` }, 403)

/** The way to the sign-in page, and back to where a page (not a deed) was asked for. */
function signInPath(c: Context): string {
  const { pathname, search } = new URL(c.req.url)
  const language = /^\/en(?=\/|$)/.test(pathname) ? '/en' : ''
  const back = c.req.method === 'GET' ? `?${new URLSearchParams({ back: pathname + search })}` : ''
  return `${language}/desk/sign-in${back}`
}

/** @throws Problem 400 for a body that is no form */
export async function formOf(c: Context): Promise<Form> {
  const values = new Map<string, string[]>()
  try {
    for (const [name, value] of await c.req.raw.formData())
      if (typeof value === 'string') values.set(name, [...(values.get(name) ?? []), value])
  } catch {
    throw new Problem('no-form', { zh: '请求的内容不是表单。', en: 'The request is not a form.' })
  }
  return new Form(values)
}

/** A form that a stranger may send: from our own page, of the usual length. */
export function openAct(
  web: Hono,
  house: House,
  path: string,
  act: (ask: Ask, form: Form, c: Context) => DeskAnswer | Promise<DeskAnswer>,
): void {
  const answer = async (c: Context) => {
    fromOwnPage(c)
    return send(c, await act(askOf(house, c), await formOf(c), c))
  }
  for (const each of [path, `/en${path}`]) web.post(each, formLimit, answer)
}

/** A page for strangers that is never kept, such as the one to sign in. */
export function openPage(
  web: Hono,
  house: House,
  path: string,
  make: (ask: Ask, c: Context) => DeskAnswer | Promise<DeskAnswer>,
): void {
  const answer = async (c: Context) => send(c, await make(askOf(house, c), c))
  for (const each of [path, `/en${path}`]) web.get(each, answer)
}

/** Nothing of the desk is kept by anybody on the way, nor shown to search engines. */
async function send(c: Context, answer: DeskAnswer): Promise<Response> {
  c.header('cache-control', 'no-store')
  c.header('x-robots-tag', 'noindex')
  if (answer instanceof Response) return answer
  if ('to' in answer) return c.redirect(answer.to, 303)
  return c.body(`<!doctype html>${await answer.body.toString()}`, answer.status ?? 200, {
    'content-type': html,
  })
}
