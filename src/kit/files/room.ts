import type { Job } from '../jobs/jobs.ts'
import { anyOfficer } from '../people/officer.ts'
import type { House, Room } from '../room.ts'
import { deskRoutes } from './desk.tsx'
import { migrations } from './migrations.ts'
import { cleanOrphans } from './orphans.ts'
import { scanWaiting } from './scan.ts'
import { uploadRoutes } from './upload-routes.ts'

const jobs = (house: House): Job[] => [
  {
    name: 'files.clean',
    title: { zh: '清理不用的文件', en: 'Take away files that nothing uses' },
    every: '40 3 * * *',
    run: async ({ at, signal }) => {
      const gone = await cleanOrphans(house, at, signal)
      return gone > 0 ? `${gone} files taken away` : ''
    },
  },
  {
    name: 'files.scan',
    title: { zh: '病毒扫描等待中的文件', en: 'Scan the files that wait' },
    every: '* * * * *',
    run: async ({ signal }) => {
      const scanned = await scanWaiting(house, signal)
      return scanned > 0 ? `${scanned} files scanned` : ''
    },
  },
]

/** The files of the house; what everybody may read of them is served by `fileRoutes`. */
export const room: Room = {
  name: 'files',
  migrations,
  desk: {
    items: [
      {
        group: { zh: '内容', en: 'Content' },
        words: { zh: '文件', en: 'Files' },
        path: '/desk/files',
        may: anyOfficer,
      },
    ],
    permissions: [{ deed: { zh: '上传文件', en: 'Upload files' }, may: anyOfficer }],
  },
  jobs,
  routes(web, house) {
    uploadRoutes(web, house)
    deskRoutes(web, house)
  },
}
