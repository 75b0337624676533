import assert from 'node:assert/strict'
import { simulateHours } from '../air/index.ts'
import { gatherAir } from './gather.ts'
import { inBroadcastHouses } from './pages/testing-house.ts'

const approval = '京S(2026)001号'

inBroadcastHouses(
  'outlines are gathered where their approval number is set',
  { LANTIAN_MAP_APPROVAL: approval },
  async (house) => {
    await simulateHours(house, 2)
    const air = (await gatherAir(house, house.clock()))!
    assert.equal(air.mapApproval, approval)
    const codes = air.outlines!.shapes.map(({ code }) => code)
    assert.deepEqual(codes.toSorted(), house.centre.districts.map(({ code }) => code).toSorted())
    for (const { path } of air.outlines!.shapes) assert.match(path, /^M-?\d/)
  },
)

inBroadcastHouses('without an approval number no outline is gathered', {}, async (house) => {
  await simulateHours(house, 2)
  const air = (await gatherAir(house, house.clock()))!
  assert.equal(air.mapApproval, null)
  assert.equal(air.outlines, null)
})
