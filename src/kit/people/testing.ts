import type { Hono } from 'hono'
import type { House } from '../room.ts'
import type { Words } from '../words.ts'
import { invite } from './invitations.ts'
import { addOfficer, giveDuty, type PeopleDb } from './officers.ts'
import { todayOf } from './sign-in.ts'

export const testPassword = 'a long enough password'

/** What a browser keeps between requests: cookies, and that it asks from our own pages. */
export class Browser {
  readonly #web: Hono
  readonly #cookies = new Map<string, string>()
  readonly host: string

  constructor(web: Hono, host = 'localhost') {
    this.#web = web
    this.host = host
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get = (path: string, headers: Record<string, string> = {}) => this.#ask(path, { headers })

  /** Sends a form, as a page of our own site would. */
  post = (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    this.#ask(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { host: this.host, origin: `http://${this.host}`, ...headers },
    })

  async #ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const response = await this.#web.request(`http://${this.host}${path}`, {
      ...init,
      headers: { ...init.headers, cookie: this.cookie },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (!name) continue
      if (value === '' || /max-age=0/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value!)
    }
    return response
  }
}

export interface TestOfficer {
  id: string
  email: string
  browser: Browser
}

/** An officer with these duties who has taken his invitation and is signed in. `web` must have the routes of people. */
export async function signedIn(
  web: Hono,
  house: House,
  {
    name,
    duties = [],
    department = null,
  }: { name: Words; duties?: readonly string[]; department?: string | null },
): Promise<TestOfficer> {
  const db: PeopleDb = house.store.db
  const deed = { at: house.clock(), by: 'test' }
  const email = `${name.en.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.org`
  const { id, token } = await db.transaction().execute(async (tx) => {
    const added = await addOfficer(tx, { name, email, department }, deed)
    for (const duty of duties)
      await giveDuty(tx, { officer: added, duty, from: todayOf(house), until: null }, deed)
    return { id: added, token: await invite(tx, added, deed) }
  })
  const browser = new Browser(web)
  const response = await browser.post(`/desk/welcome/${token}`, { password: testPassword })
  if (response.status !== 303) throw new Error(`the invitation was not taken: ${response.status}`)
  return { id, email, browser }
}
