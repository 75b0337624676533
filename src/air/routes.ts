import type { Hono } from 'hono'
import type { House } from '../kit/room.ts'
import { page } from '../kit/web/pages.ts'
import { nowPage } from './pages/now.tsx'

/** Every address of the air room. */
export function routes(web: Hono, house: House): void {
  page(web, house, '/', (ask) => nowPage(house, ask))
}
