import type { Context, Hono } from 'hono'
import { signatureOf } from '../people/officer.ts'
import { whoAsks } from '../people/sign-in.ts'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { fromOwnPage } from '../web/own-origin.ts'
import { type Bytes, piecesOf } from './incoming.ts'
import { boundaryOf, formParts } from './multipart.ts'
import { empty } from './refusals.ts'
import { type StoredFile, saveFile } from './save.ts'
import { beginUpload, giveUp, takePart, type Upload, uploadOf } from './uploads.ts'

const uploads = '/desk/files/uploads'

/** Files come in by a form, as the plain body of a request, or in parts that may be taken up again. */
export function uploadRoutes(web: Hono, house: House): void {
  const act = (work: Work) => acting(house, work)
  for (const path of ['/desk/files', '/en/desk/files']) web.post(path, act(takeFiles))
  web.post(
    uploads,
    act(async ({ c, by }) => {
      const { name, size } = askedOf(c)
      const upload = await beginUpload(house, { name, size, by, at: house.clock() })
      return c.json(upload, 201, { ...standing(upload), location: `${uploads}/${upload.id}` })
    }),
  )
  web.get(
    `${uploads}/:id`,
    act(async ({ c, by }) => {
      const upload = await uploadOf(house, c.req.param('id')!, by)
      return c.json(upload, 200, standing(upload))
    }),
  )
  web.put(
    `${uploads}/:id`,
    act(async ({ c, by }) => {
      const upload = await uploadOf(house, c.req.param('id')!, by)
      const taken = await takePart(house, upload, wholeOf(c, 'offset'), bodyOf(c), { by, at: house.clock() })
      return 'offset' in taken ? c.json(taken, 200, standing(taken)) : c.json(taken, 201)
    }),
  )
  web.delete(
    `${uploads}/:id`,
    act(async ({ c, by }) => {
      await giveUp(house, await uploadOf(house, c.req.param('id')!, by))
      return c.body(null, 204)
    }),
  )
}

interface Asked {
  c: Context
  house: House
  by: string
}
type Work = (asked: Asked) => Promise<Response>

/** An officer, from our own page; programs are told in JSON what was wrong, people on a page. */
const acting = (house: House, work: Work) => async (c: Context) => {
  c.header('cache-control', 'no-store')
  try {
    if (c.req.method !== 'GET') fromOwnPage(c)
    const signed = await whoAsks(house, c)
    if (!signed) throw signInFirst()
    return await work({ c, house, by: signatureOf(signed.officer) })
  } catch (error) {
    if (!(error instanceof Problem) || !wantsJson(c)) throw error
    return c.body(JSON.stringify(error.details()), error.status, {
      'content-type': 'application/problem+json',
    })
  }
}

const wantsJson = (c: Context) =>
  c.req.path.startsWith(uploads) || /\bapplication\/json\b/.test(c.req.header('accept') ?? '')

/** Where an upload stands, in headers: an answer to HEAD has nothing else. */
const standing = ({ offset, size }: Upload) => ({
  'upload-offset': String(offset),
  'upload-length': String(size),
})

const bodyOf = (c: Context): Bytes =>
  (c.req.raw.body as unknown as AsyncIterable<Uint8Array> | null) ?? new Uint8Array()

function wholeOf(c: Context, name: string): number {
  const given = c.req.query(name) ?? ''
  if (/^\d{1,15}$/.test(given)) return Number(given)
  throw new Problem('wrong-query', {
    zh: `地址中的 ${name} 不是整数。`,
    en: `${name} in the address is not a whole number.`,
  })
}

const askedOf = (c: Context) => ({ name: c.req.query('name') ?? '', size: wholeOf(c, 'size') })

async function takeFiles({ c, house, by }: Asked): Promise<Response> {
  const files = await filesIn(house, c, by)
  if (files.length === 0) throw empty()
  if (wantsJson(c)) return c.json({ ...files[0], files }, 201)
  return c.redirect(`${c.req.path}?done=${files.map(({ sha256 }) => sha256).join(',')}`, 303)
}

async function filesIn(house: House, c: Context, by: string): Promise<StoredFile[]> {
  const save = (bytes: Bytes, name: string) => saveFile(house, bytes, { name, by, at: house.clock() })
  const boundary = boundaryOf(c.req.header('content-type'))
  const name = c.req.query('name')
  if (boundary === null && name !== undefined) return [await save(bodyOf(c), name)]
  if (boundary === null) throw noFile()
  const files: StoredFile[] = []
  // A file field that was left empty sends a file without a name.
  for await (const { filename, body } of formParts(piecesOf(bodyOf(c)), boundary))
    if (filename) files.push(await save(body, filename))
  return files
}

const signInFirst = () => new Problem('sign-in-first', { zh: '请先登录。', en: 'Sign in first.' }, 401)

const noFile = () =>
  new Problem(
    'no-file',
    {
      zh: '请求中没有文件。请用表单（multipart/form-data）发送，或在地址中写 ?name= 并把文件作为正文。',
      en: 'There is no file in the request. Send a form (multipart/form-data), or name it by ?name= and send it as the body.',
    },
    415,
  )
