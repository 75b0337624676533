import type { House, Room } from '../../room.ts'
import { mayDecideOrganisations, membersDuty, organisationKind } from './duties.ts'
import { forgetLeft } from './leave.ts'
import { migrations } from './migrations.ts'
import { countWaiting } from './organisations.ts'
import { organisationDeskRoutes } from './pages/desk.tsx'
import { memberDoorRoutes } from './pages/door.tsx'
import { linkRoutes } from './pages/links.tsx'
import { myRoutes } from './pages/me.tsx'
import { organisationRoutes } from './pages/organisation.tsx'
import { newOrganisationRoutes } from './pages/organisations.tsx'
import { privacyRoutes } from './pages/privacy.tsx'
import { label } from './pages/words.ts'

const waiting = ({ store }: House) => countWaiting(store.db)

/** People and organisations from outside, with accounts of their own. */
export const room: Room = {
  name: 'members',
  migrations,
  menu: [{ words: { zh: '我的账号', en: 'My account' }, path: '/my', foot: 'plain' }],
  desk: {
    items: [
      {
        group: { zh: '公众', en: 'The public' },
        words: label('desk'),
        path: '/desk/organisations',
        may: mayDecideOrganisations,
        count: waiting,
      },
    ],
    duties: [membersDuty],
    permissions: [
      {
        deed: { zh: '审核单位登记', en: 'Decide which organisations are registered' },
        may: mayDecideOrganisations,
      },
    ],
    messages: [organisationKind],
  },
  jobs: (house) => [
    {
      name: 'members-forget',
      title: { zh: '删除已注销的账号', en: 'Delete the accounts of who has left' },
      every: '40 3 * * *',
      run: () => forgetLeft(house),
    },
  ],
  routes(web, house) {
    memberDoorRoutes(web, house)
    linkRoutes(web, house)
    privacyRoutes(web, house)
    newOrganisationRoutes(web, house)
    organisationRoutes(web, house)
    myRoutes(web, house)
    organisationDeskRoutes(web, house)
  },
}
