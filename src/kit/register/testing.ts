import { anyOfficer, type Officer, signatureOf } from '../people/officer.ts'
import type { Room } from '../room.ts'
import * as kit from './register.ts'

/** A register with a field of every kind. */
export const things = kit.register('thing', {
  words: { zh: '物品', en: 'Thing' },
  fields: {
    name: kit.text({ zh: '名称', en: 'Name' }, { max: 40, unique: true }),
    notes: kit.longText({ zh: '备注', en: 'Notes' }, { optional: true }),
    seats: kit.integer({ zh: '座位', en: 'Seats' }, { min: 1, max: 60 }),
    weight: kit.decimal({ zh: '重量', en: 'Weight' }, { unit: 'kg', scale: 3, optional: true }),
    price: kit.money({ zh: '价格', en: 'Price' }, { min: 0, optional: true }),
    since: kit.day({ zh: '购入', en: 'Bought' }, { optional: true }),
    checked: kit.instant({ zh: '检查', en: 'Checked' }, { optional: true }),
    state: kit.choice(
      { zh: '状态', en: 'State' },
      { free: { zh: '空闲', en: 'Free' }, out: { zh: '外出', en: 'Out' } },
    ),
    electric: kit.flag({ zh: '电动', en: 'Electric' }, { optional: true }),
    keeper: kit.officer({ zh: '保管人', en: 'Keeper' }, { optional: true }),
    home: kit.department({ zh: '部门', en: 'Department' }, { optional: true }),
    parent: kit.reference({ zh: '属于', en: 'Part of' }, (): kit.AnyRegister => anyThings(), {
      optional: true,
    }),
    call: kit.phone({ zh: '电话', en: 'Telephone' }, { optional: true }),
    mail: kit.email({ zh: '邮箱', en: 'E-mail' }, { optional: true }),
    street: kit.address({ zh: '地址', en: 'Address' }, { optional: true }),
    point: kit.place({ zh: '位置', en: 'Place' }, { optional: true }),
    parts: kit.lines(
      { zh: '配件', en: 'Parts' },
      {
        what: kit.text({ zh: '名称', en: 'Name' }, { max: 20 }),
        count: kit.integer({ zh: '数量', en: 'Count' }, { optional: true, min: 1 }),
      },
      { optional: true },
    ),
    each: kit.computed({ zh: '每座价格', en: 'Price a seat' }, ({ price, seats }) =>
      typeof price === 'number' && typeof seats === 'number' ? Math.round(price / seats) : null,
    ),
  },
  list: {
    columns: ['name', 'seats', 'state'],
    filters: ['state', 'since', 'seats', 'electric'],
    order: 'name',
    sort: ['seats', 'since'],
    calendar: 'since',
  },
  links: () => [{ words: { zh: '归谁', en: 'Whose it is' }, path: '/desk/people' }],
  may: { see: anyOfficer, change: anyOfficer },
})

const anyThings = (): kit.AnyRegister => things as kit.AnyRegister

export const thingRoom: Room = {
  name: 'things',
  registers: [anyThings()],
  migrations: { 'things-001': { up: (db, engine) => kit.createRegisterTable(db, engine, anyThings()) } },
}

const few = {
  name: kit.text({ zh: '名称', en: 'Name' }),
  since: kit.day({ zh: '日期', en: 'Day' }, { optional: true }),
}
const list = { columns: ['name'], order: 'name', calendar: 'since' } as const

const own = ({ id }: Officer, row: kit.Kept | undefined) => !row || row.createdBy === signatureOf({ id })

/** Each row is changed by who added it, and seen by him too unless it is shown to all. */
const guarded = kit.register('guarded', {
  words: { zh: '自己的', en: 'Own thing' },
  fields: few,
  list,
  may: {
    see: {
      words: { zh: '登记的人', en: 'who added it' },
      holds: (officer, row) => own(officer, row) || row?.name === 'shown to all',
    },
    change: { words: { zh: '登记的人', en: 'who added it' }, holds: own },
  },
})

/** Looked into by everybody, changed by nobody. */
const shown = kit.register('shown', {
  words: { zh: '公示', en: 'Shown' },
  fields: few,
  list,
  may: { see: anyOfficer, change: { words: { zh: '没有人', en: 'nobody' }, holds: () => false } },
})

const guardedRegisters = [guarded, shown] as unknown as kit.AnyRegister[]

export const guardedRoom: Room = {
  name: 'guarded',
  registers: guardedRegisters,
  migrations: {
    'guarded-001': {
      async up(db, engine) {
        for (const r of guardedRegisters) await kit.createRegisterTable(db, engine, r)
      },
    },
  },
}
