import { Problem } from '../problem.ts'

/**
 * What PostgreSQL and its connections say when the server is away, going down, coming up or full: classes 08 and 53,
 * 57P01 … 57P03, and the network's own words.
 */
const postgresCode =
  /^(08\w{3}|53\w{3}|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)$/
const postgresMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/
/** Result codes of SQLite: busy, locked, input or output failed, full, cannot open. */
const sqliteCodes = new Set([5, 6, 10, 13, 14])
const sqliteFull = 13

/** True when the database, and not the question, is the trouble, and it may pass by itself. */
export function isAway(error: unknown): boolean {
  const { code, message, errcode, errors } = (error ?? {}) as {
    code?: unknown
    message?: unknown
    errcode?: unknown
    errors?: unknown
  }
  if (code === 'ERR_SQLITE_ERROR') return sqliteCodes.has(Number(errcode) & 0xff)
  if (typeof code === 'string' && postgresCode.test(code)) return true
  // A name with several addresses fails with all of their errors.
  if (Array.isArray(errors)) return errors.some(isAway)
  return typeof message === 'string' && postgresMessage.test(message)
}

/** True when there is no room left on the disk, or the file may not grow. */
export const isFull = (error: unknown): boolean => {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown }
  return code === '53100' || (code === 'ERR_SQLITE_ERROR' && (Number(errcode) & 0xff) === sqliteFull)
}

/** For the reader of a page. */
export const awayProblem = () =>
  new Problem(
    'database-away',
    {
      zh: '数据库暂时没有响应，请过一会儿再试。数据没有丢失。',
      en: 'The database does not answer at the moment. Please try again in a little while; no data are lost.',
    },
    503,
  )

/** For the person at the command line, who can make room; anything else stays what it is. */
export function storageProblem(error: unknown): unknown {
  if (!isFull(error)) return error
  return new Problem('disk-full', {
    zh: '磁盘已满，写入已撤销。此前确认的数据完好；请腾出空间后再运行同一命令。',
    en: 'The disk is full, and what was being written was taken back. Everything acknowledged before is safe: make room and run the same command again.',
  })
}
