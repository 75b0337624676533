import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { room as people } from '../people/room.ts'
import type { TestOfficer } from '../people/testing.ts'
import type { Room } from '../room.ts'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { room } from './room.ts'

/** A room with a draft that only Wang Fang may read. */
const drafts: Room = {
  name: 'drafts',
  migrations: {},
  mayRead: async (_house, officer, about) =>
    about === 'draft/1' && officer?.email.startsWith('wang') === true,
}
export const test = (name: string, body: (given: RoomsHouse) => Promise<void>) =>
  inHousesOf([people, room, drafts], name, body)

export const li = { zh: '李明', en: 'Li Ming' }
export const wang = { zh: '王芳', en: 'Wang Fang' }
export const zhao = { zh: '赵云', en: 'Zhao Yun' }
export const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Asks as a page of the desk would. */
export function asked({ web }: RoomsHouse, officer: TestOfficer | null) {
  return (path: string, init: RequestInit = {}) =>
    web.request(`http://localhost${path}`, {
      ...init,
      headers: {
        host: 'localhost',
        origin: 'http://localhost',
        ...(officer ? { cookie: officer.browser.cookie } : {}),
        ...init.headers,
      },
    })
}
type Ask = ReturnType<typeof asked>

export function formWith(...files: [string, Uint8Array][]): FormData {
  const form = new FormData()
  for (const [name, bytes] of files) form.append('file', new Blob([new Uint8Array(bytes)]), name)
  return form
}

export async function upload(
  ask: Ask,
  name: string,
  bytes: Uint8Array,
): Promise<{ sha256: string; name: string }> {
  const answer = await ask('/desk/files', {
    method: 'POST',
    body: formWith([name, bytes]),
    headers: { accept: 'application/json' },
  })
  assert.equal(answer.status, 201, await answer.clone().text())
  return (await answer.json()) as { sha256: string; name: string }
}
