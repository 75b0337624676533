import type { Context, Hono } from 'hono'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { readAsked } from '../../kit/web/asked.ts'
import { baseOf, document } from '../../kit/web/pages.ts'
import { writeDoor } from '../../kit/web/write-door.ts'
import { mustAllowOne } from '../one-is-enough.ts'
import type { AirStore } from '../tables.ts'
import { alertProcedure } from './alert.procedure.ts'
import { cancelSchema, issueSchema, longestBody, updateSchema } from './asked.ts'
import { capOf, capType, type Sender } from './cap.ts'
import { capFeedOf } from './cap-feed.ts'
import { isRehearsal } from './draft.ts'
import { alertJson } from './json.ts'
import { alertByIdentifier, alertHistory, messagesOf } from './messages.ts'
import type { AlertMessage } from './types.ts'
import { cancelAlert, issueAlert, updateAlert } from './write.ts'

/** Where the requests are shown. */
const examples = 'docs/alerts.md'

/** Messages in the index of CAP. */
const feedLength = 50

/** Issuing, changing and lifting by token: exercises, and where the house lets one person do it all also real alerts. */
export function alertWriteRoutes(web: Hono, house: House): void {
  const deed = (path: string, act: (c: Context, body: string) => Promise<AlertMessage>) =>
    web.post(path, ...writeDoor(house, longestBody), async (c) => {
      const message = await act(c, await c.req.text())
      const sender = { address: baseOf(house, c), zone: house.settings.LANTIAN_ZONE }
      return c.json(alertJson(message, sender), 201, {
        location: `${sender.address}/air/alerts/${message.alert}`,
      })
    })
  const unlessExercise = async (exercise: boolean) => {
    if (!exercise && !isRehearsal(house)) await mustAllowOne(house, alertProcedure.key)
  }
  const { db }: AirStore = house.store
  const ofAlert = async (alert: number) => {
    const [first] = await messagesOf(db, alert)
    // One that does not exist is refused by who would follow it.
    await unlessExercise(first?.status !== 'actual')
  }
  deed('/api/v1/alerts', async (_, body) => {
    const asked = readAsked(issueSchema, body, examples)
    await unlessExercise(asked.exercise)
    return issueAlert(house, asked)
  })
  deed('/api/v1/alerts/:id/update', async (c, body) => {
    const alert = numberIn(c.req.param('id'))
    const asked = readAsked(updateSchema, body, examples)
    await ofAlert(alert)
    return updateAlert(house, alert, asked)
  })
  deed('/api/v1/alerts/:id/cancel', async (c, body) => {
    const alert = numberIn(c.req.param('id'))
    const asked = readAsked(cancelSchema, body, examples)
    await ofAlert(alert)
    return cancelAlert(house, alert, asked)
  })
}

/** The number of an alert in an address. @throws Problem 404 for what is no number */
export function numberIn(text: string | undefined): number {
  if (text && /^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new Problem(
    'unknown-alert',
    { zh: '没有这个预警。预警的编号是整数。', en: 'There is no such alert. Alerts have whole numbers.' },
    404,
  )
}

/** Every message as CAP 1.2, and their index. */
export function capRoutes(web: Hono, house: House): void {
  const { db }: AirStore = house.store
  const senderAt = (address: string): Sender => ({
    centre: house.centre,
    address,
    zone: house.settings.LANTIAN_ZONE,
  })
  document(web, house, '/cap/alerts.atom', async ({ at, base }) => {
    const histories = await alertHistory(db, at, feedLength)
    const newest = histories
      .flatMap(({ messages }) => messages)
      .toSorted((a, b) => b.id - a.id)
      .slice(0, feedLength)
    return {
      body: capFeedOf(newest, senderAt(base), at),
      contentType: 'application/atom+xml; charset=utf-8',
      depends: ['air/alert'],
    }
  })
  document(web, house, '/cap/alerts/:file{[^/]+\\.xml}', async ({ params, base }) => {
    const message = await alertByIdentifier(db, params.file!.slice(0, -'.xml'.length))
    if (!message) throw unknownMessage()
    const earlier = (await messagesOf(db, message.alert)).filter(({ id }) => id < message.id)
    return {
      body: capOf(message, earlier, senderAt(base)),
      contentType: capType,
      depends: ['air/alert'],
    }
  })
}

const unknownMessage = () =>
  new Problem(
    'unknown-message',
    {
      zh: '没有这条预警消息。全部消息见 /cap/alerts.atom。',
      en: 'There is no such message of an alert. All of them are listed at /cap/alerts.atom.',
    },
    404,
  )
