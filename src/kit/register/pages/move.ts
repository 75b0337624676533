import { signatureOf } from '../../people/officer.ts'
import { deedOn, moveRow } from '../rows.ts'
import { type Make, mustChange, rowAsked, within } from './shown.ts'

/** Puts the row into the trash, or takes it out; both can be undone at once where they lead. */
export const moveAct =
  (to: 'trash' | 'list'): Make =>
  async (at) => {
    const { house, r, ask } = at
    const deed = { at: house.clock(), by: signatureOf(ask.officer) }
    const id = await deedOn(house.store.db, r, async (tx) => {
      const row = await rowAsked(at, tx)
      mustChange(at, row)
      await moveRow(tx, r, { id: row.id, to }, deed)
      return row.id
    })
    return { to: to === 'trash' ? within(at, `?done=trashed&row=${id}`) : within(at, `/${id}?done=restored`) }
  }
