import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { bearer } from './bearer.ts'

/**
 * What stands before a deed that is asked for over HTTP: who may not write is told so before anything is read, and a
 * body of more than `longest` bytes is a Problem 413.
 */
export const writeDoor = (house: House, longest: number): [MiddlewareHandler, MiddlewareHandler] => [
  (c, next) => {
    bearer(house, c)
    return next()
  },
  bodyLimit({
    maxSize: longest,
    onError: () => {
      throw tooLarge(longest)
    },
  }),
]

const tooLarge = (longest: number) =>
  new Problem(
    'too-large',
    {
      zh: `请求的正文超过 ${longest / 1024} KB。`,
      en: `The body of the request is larger than ${longest / 1024} KB.`,
    },
    413,
  )
