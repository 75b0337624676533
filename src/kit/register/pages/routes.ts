import type { Hono } from 'hono'
import type { House } from '../../room.ts'
import { desk, deskAct } from '../../web/desk.tsx'
import { Form } from '../../web/form.ts'
import { registerPath } from '../desk.ts'
import type { AnyRegister } from '../register.ts'
import { bulkAct } from './bulk.tsx'
import { calendarPage } from './calendar.tsx'
import { draftAct, openAct } from './drafts.ts'
import { editAct, editPage, newAct, newPage } from './edit.tsx'
import { listPage } from './list.tsx'
import { moveAct } from './move.ts'
import { rowPage } from './row.tsx'
import type { Make } from './shown.ts'
import { viewAct } from './view-acts.ts'

const none = new Form(new Map())
const row = '/:id{[0-9]{1,15}}'

/** The pages and deeds of every register of the house. */
export function registerRoutes(web: Hono, house: House): void {
  for (const r of house.desk.registers) routesOf(web, house, r)
}

function routesOf(web: Hono, house: House, r: AnyRegister) {
  const base = registerPath(r)
  const { see, change } = r.may
  const page = (path: string, may: typeof see, make: Make) =>
    desk(web, house, base + path, may, (ask, c) => make({ house, r, ask }, none, c))
  const deed = (path: string, may: typeof see, act: Make) =>
    deskAct(web, house, base + path, may, (ask, form, c) => act({ house, r, ask }, form, c))
  page('', see, listPage)
  if (r.list.calendar !== null) page('/calendar', see, calendarPage)
  deed('/views', see, viewAct)
  deed('/bulk', change, bulkAct)
  page('/new', change, newPage)
  deed('/new', change, newAct)
  deed('/new/draft', change, draftAct)
  page(row, see, rowPage)
  page(`${row}/edit`, change, editPage)
  deed(`${row}/edit`, change, editAct)
  deed(`${row}/draft`, change, draftAct)
  deed(`${row}/open`, change, openAct)
  deed(`${row}/trash`, change, moveAct('trash'))
  deed(`${row}/restore`, change, moveAct('list'))
}
