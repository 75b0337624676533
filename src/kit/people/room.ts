import type { Room } from '../room.ts'
import { officerLink } from './command.ts'
import { mayManagePeople, peopleDuty } from './duties.ts'
import { anybodySignedUp, invite } from './invitations.ts'
import { migrations } from './migrations.ts'
import { type PeopleDb, registerDepartments } from './officers.ts'
import { doorRoutes } from './pages/door.tsx'
import { mayRoutes } from './pages/may.tsx'
import { meRoutes } from './pages/me.tsx'
import { officerRoutes } from './pages/officer.tsx'
import { peopleRoutes } from './pages/people.tsx'
import { accountKind } from './recovery.ts'

/** What the ground floor itself brings to the house: the people, and their way to the desk. */
export const room: Room = {
  name: 'people',
  migrations,
  desk: {
    items: [
      {
        group: { zh: '全中心', en: 'The house' },
        words: { zh: '工作人员', en: 'Officers' },
        path: '/desk/people',
        may: mayManagePeople,
      },
      {
        group: { zh: '全中心', en: 'The house' },
        words: { zh: '谁可以做什么', en: 'Who may do what' },
        path: '/desk/may',
        may: mayManagePeople,
      },
    ],
    duties: [peopleDuty],
    permissions: [
      {
        deed: { zh: '添加工作人员，给予和收回职责', en: 'Add officers, give and end duties' },
        may: mayManagePeople,
      },
      {
        deed: { zh: '重置同事的两步验证', en: 'Reset the two-step sign-in of a colleague' },
        may: mayManagePeople,
      },
    ],
    messages: [accountKind],
  },
  prepare: ({ store, centre }) => registerDepartments(store.db, centre),
  async opened({ store, clock }, url) {
    const db: PeopleDb = store.db
    if (await anybodySignedUp(db)) return
    const token = await db.transaction().execute((tx) => invite(tx, null, { at: clock(), by: 'house' }))
    process.stdout.write(
      `首位工作人员请打开（七天内有效，只能用一次）：\nThe first officer opens this link (good for seven days, once):\n  ${url}/desk/welcome/${token}\n`,
    )
  },
  commands: [officerLink],
  routes(web, house) {
    doorRoutes(web, house)
    meRoutes(web, house)
    peopleRoutes(web, house)
    officerRoutes(web, house)
    mayRoutes(web, house)
  },
}
