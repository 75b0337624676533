import assert from 'node:assert/strict'
import { inBothHouses, journalLines } from '../testing.ts'
import { air, onDuty } from './testing.ts'
import { noteProposal } from './watch.ts'

inBothHouses(
  'a changed proposal is noted once, an unchanged one never',
  onDuty('2026-12-18T23:10'),
  async (house) => {
    assert.equal(await noteProposal(house), 'nothing to propose')
    const quiet = await journalLines(house)
    await air(house, '2026-12-17', [40, 160, 160, 40, 40])
    const before = await journalLines(house)
    assert.ok(before > quiet)
    assert.equal(await noteProposal(house), 'now yellow, at worst yellow')
    assert.equal(await noteProposal(house), 'still yellow, at worst yellow')
    house.setClock('2026-12-19T23:10')
    assert.equal(await noteProposal(house), 'now orange, at worst orange')
    house.setClock('2026-12-21T23:10')
    assert.equal(await noteProposal(house), 'now no tier, at worst none')
    assert.equal(await noteProposal(house), 'still no tier, at worst none')
    assert.equal(await journalLines(house), before + 3)
  },
)
