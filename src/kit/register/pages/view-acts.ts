import { signatureOf } from '../../people/officer.ts'
import { Problem } from '../../problem.ts'
import { oneLine } from '../../web/asked.ts'
import { addressOf, wantedOf } from '../query.ts'
import { removeView, saveView } from '../views.ts'
import { type Make, within } from './shown.ts'

/** Keeps a view or takes one away; only who may change the register does so for everybody. */
export const viewAct: Make = async (at, form) => {
  const { house, r, ask } = at
  const deed = { at: house.clock(), by: signatureOf(ask.officer) }
  const mayShare = r.may.change.holds(ask.officer, undefined)
  const { db } = house.store
  const remove = Number(form.text('remove'))
  if (remove) {
    if (!Number.isSafeInteger(remove)) throw noView()
    const of = { id: remove, officer: ask.officer.id, shared: mayShare }
    if (!(await db.transaction().execute((tx) => removeView(tx, r, of, deed)))) throw noView()
    return { to: within(at, '?done=unviewed') }
  }
  const name = oneLine(40).safeParse(form.text('name'))
  if (!name.success) throw new Problem('no-name', { zh: '请填写视图名称。', en: 'Give the view a name.' })
  // Read as an address is read, so that nothing else is ever kept in it.
  const query = addressOf(r, wantedOf(r, new URLSearchParams(form.text('query'))))
  const owner = mayShare && form.text('shared') === '1' ? null : ask.officer.id
  const id = await db.transaction().execute((tx) => saveView(tx, r, { name: name.data, query, owner }, deed))
  return { to: within(at, `${query}${query ? '&' : '?'}view=${id}&done=viewed`) }
}

const noView = () => new Problem('no-view', { zh: '没有这个视图。', en: 'There is no such view.' }, 404)
