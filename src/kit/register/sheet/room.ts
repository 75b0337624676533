import type { Hono } from 'hono'
import type { Handlers, Job } from '../../jobs/jobs.ts'
import type { House } from '../../room.ts'
import { checkTask, writeTask } from './begin.ts'
import { checkImport } from './check.ts'
import { exportRoutes } from './export-routes.ts'
import { importRoutes } from './import-routes.tsx'
import { tidyImports } from './imports.ts'
import { writeImport } from './write.ts'

/** Files of registers, out and in. */
export function sheetRoutes(web: Hono, house: House): void {
  exportRoutes(web, house)
  importRoutes(web, house)
}

const idOf = (payload: unknown) => String((payload as { id: unknown }).id)

export const sheetTasks = (house: House): Handlers => ({
  [checkTask]: (payload, { signal }) => checkImport(house, idOf(payload), signal),
  [writeTask]: (payload, { signal }) => writeImport(house, idOf(payload), signal),
})

export const sheetJob = ({ store }: House): Job => ({
  name: 'register.imports',
  title: { zh: '清理一个月前的导入', en: 'Take away imports of a month ago' },
  every: '55 3 * * *',
  run: async ({ at }) => {
    const gone = await tidyImports(store.db, at.epochMilliseconds)
    return gone > 0 ? `${gone} imports taken away` : ''
  },
})
