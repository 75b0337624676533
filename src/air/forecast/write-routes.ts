import type { Context, Hono } from 'hono'
import type { House } from '../../kit/room.ts'
import { readAsked } from '../../kit/web/asked.ts'
import { writeDoor } from '../../kit/web/write-door.ts'
import { mustAllowOne } from '../one-is-enough.ts'
import { longestBody, overruleSchema, withdrawalSchema } from './asked.ts'
import { overruleJson } from './json.ts'
import { overruleProcedure } from './overrule.procedure.ts'
import { overrule, unknownOverrule, withdraw } from './overrules.ts'
import type { Overrule } from './types.ts'

/** Where the requests are shown. */
const examples = 'docs/forecast.md'

const overrulesPath = '/api/v1/forecast/overrules'

/** Overruling by token, where the house lets one person do it all; withdrawing, which one may always do. */
export function forecastWriteRoutes(web: Hono, house: House): void {
  const deed = (
    method: 'POST' | 'DELETE',
    path: string,
    status: 200 | 201,
    act: (c: Context, body: string) => Promise<Overrule>,
  ) =>
    web.on(method, path, ...writeDoor(house, longestBody), async (c) => {
      const made = await act(c, await c.req.text())
      return c.json(overruleJson(made, house.settings.LANTIAN_ZONE), status)
    })
  const takeBack = (c: Context, body: string) =>
    withdraw(house, numberIn(c.req.param('id')), readAsked(withdrawalSchema, body, examples))
  deed('POST', overrulesPath, 201, async (_, body) => {
    const asked = readAsked(overruleSchema, body, examples)
    await mustAllowOne(house, overruleProcedure.key)
    return overrule(house, asked)
  })
  deed('DELETE', `${overrulesPath}/:id`, 200, takeBack)
  // For programs whose DELETE carries no body.
  deed('POST', `${overrulesPath}/:id/withdraw`, 200, takeBack)
}

function numberIn(text: string | undefined): number {
  if (text && /^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw unknownOverrule()
}
