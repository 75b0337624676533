import type { Generated, Kysely } from 'kysely'
import { record } from '../../kit/journal/journal.ts'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { type Block, blocksSchema, firstBlocks } from './blocks.ts'

interface HomeTables {
  press_home: {
    id: Generated<number>
    at: number
    by: string
    published: number
    /** JSON of `Block[]`. */
    blocks: string
  }
}
type HomeDb = Kysely<HomeTables>

/** A composition; number 0 is how a new centre begins. */
export interface Composition {
  id: number
  at: number
  by: string
  published: boolean
  blocks: readonly Block[]
}

const first: Composition = { id: 0, at: 0, by: 'house', published: true, blocks: firstBlocks }

async function newestOf(house: House, published: boolean): Promise<Composition> {
  const db: HomeDb = house.store.db
  const query = db.selectFrom('press_home').selectAll().orderBy('id', 'desc').limit(1)
  const row = await (published ? query.where('published', '=', 1) : query).executeTakeFirst()
  return row
    ? { ...row, published: row.published === 1, blocks: blocksSchema.parse(JSON.parse(row.blocks)) }
    : first
}

/** What readers see. */
export const publishedHome = (house: House) => newestOf(house, true)
/** What editors last left: published or not. */
export const draftHome = (house: House) => newestOf(house, false)

/** The compositions before this one, the newest first: what an undo goes back to. */
export async function homeBefore(house: House, id: number): Promise<Composition | null> {
  const db: HomeDb = house.store.db
  const row = await db
    .selectFrom('press_home')
    .selectAll()
    .where('id', '<', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row)
    return { ...row, published: row.published === 1, blocks: blocksSchema.parse(JSON.parse(row.blocks)) }
  return id > 0 ? first : null
}

interface Keeping {
  /** The composition that was changed. */
  on: number
  blocks: readonly Block[]
  publish?: boolean
  by: string
}

/**
 * Keeps a composition beside all that were before it, and with `publish` shows it to readers.
 * @throws Problem 409 where somebody else changed the page meanwhile
 */
export async function keepHome(house: House, { on, blocks, publish = false, by }: Keeping): Promise<void> {
  const at = house.clock()
  await house.store.db.transaction().execute(async (tx) => {
    const db = tx as unknown as HomeDb
    await house.store.bulk.exclusive(tx, 'press/home')
    const newest = await db
      .selectFrom('press_home')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if ((newest?.id ?? 0) !== on) throw changedMeanwhile()
    await db
      .insertInto('press_home')
      .values({ at: at.epochMilliseconds, by, published: publish ? 1 : 0, blocks: JSON.stringify(blocks) })
      .execute()
    const deed = publish ? 'press.home-publish' : 'press.home-save'
    await record(tx, {
      at,
      by,
      deed,
      about: 'press/home',
      detail: { blocks: blocks.map(({ kind }) => kind) },
    })
  })
  if (publish) house.cache.drop('press/home')
}

const changedMeanwhile = () =>
  new Problem(
    'home-changed',
    {
      zh: '另一位编辑刚改过首页。下面是他改后的样子，请在此基础上再改。',
      en: 'Another editor has just changed the home page. Below is how it stands now; change that.',
    },
    409,
  )
