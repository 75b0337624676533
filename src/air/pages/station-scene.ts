import type { House } from '../../kit/room.ts'
import type { Ask } from '../../kit/web/pages.ts'
import type { StationView } from '../station-view.ts'

/** What every part of a station's page is made from. */
export interface StationScene {
  ask: Ask
  house: House
  zone: string
  view: StationView
}
