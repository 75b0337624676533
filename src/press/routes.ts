import type { Hono } from 'hono'
import type { House } from '../kit/room.ts'
import { page } from '../kit/web/pages.ts'
import { homePage } from './pages/home.tsx'

/** The public addresses of the press room. */
export function publicRoutes(web: Hono, house: House): void {
  page(web, house, '/', (ask) => homePage(house, ask))
}
