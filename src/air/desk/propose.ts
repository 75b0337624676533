import { href } from '../../kit/html/layout.tsx'
import { actIn, startCase } from '../../kit/procedure/procedure.ts'
import type { House } from '../../kit/room.ts'
import type { DeskAnswer, DeskAsk } from '../../kit/web/desk.tsx'
import type { AlertCase, alertProcedure } from '../alert/alert.procedure.ts'
import type { OverruleCase, overruleProcedure } from '../forecast/overrule.procedure.ts'

type Proposed =
  | { of: typeof alertProcedure; data: AlertCase }
  | { of: typeof overruleProcedure; data: OverruleCase }

/**
 * Puts before a second person what a form said: the case is started and proposed at once, or not at all.
 * @throws Problem for what could not be done now, or where nobody could sign it
 */
export async function propose(house: House, ask: DeskAsk, { of, data }: Proposed): Promise<DeskAnswer> {
  const { officer } = ask
  const urgent = 'exercise' in data && !data.exercise
  const { id } = await house.store.db.transaction().execute(async (tx) => {
    const one = await startCase(house, tx, { of, data, officer, urgent })
    return actIn(house, tx, { of, case: one.id, revision: one.revision, officer, verb: 'propose' })
  })
  return { to: `${href(ask, `/desk/cases/${id}`)}?done=1` }
}
