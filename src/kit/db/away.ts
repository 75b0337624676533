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
const sqliteBusy = 5
const sqliteFailed = 10
const sqliteFull = 13
const sqliteDamaged = new Set([11, 26])

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

/** For the person at the command line, who can put it right; anything else stays what it is. */
export function storageProblem(error: unknown): unknown {
  const { code, errcode, message } = (error ?? {}) as { code?: unknown; errcode?: unknown; message?: unknown }
  if (isFull(error))
    return new Problem('disk-full', {
      zh: '磁盘已满，写入已撤销。此前确认的数据完好；请腾出空间后再运行同一命令。',
      en: 'The disk is full, and what was being written was taken back. Everything acknowledged before is safe: make room and run the same command again.',
    })
  if (code !== 'ERR_SQLITE_ERROR') return error
  const result = Number(errcode) & 0xff
  if (result === sqliteFailed)
    return new Problem('disk-failed', {
      zh: `磁盘无法读写（${message}）：可能超出配额、文件大小受限或磁盘损坏。写入已撤销，此前确认的数据完好。`,
      en: `The disk did not take or give what was asked (${message}): a quota, a limit on the size of files, or a failing disk. What was being written was taken back; everything acknowledged before is safe.`,
    })
  if (sqliteDamaged.has(result))
    return new Problem('database-damaged', {
      zh: `数据库文件已损坏（${message}）。请勿继续写入：保留该文件，用最近的备份恢复到空的数据文件夹（lantian restore）。`,
      en: `The file of the database is damaged (${message}). Write no more into it: keep it aside, and restore the newest backup into an empty data folder (lantian restore).`,
    })
  if (result === sqliteBusy)
    return new Problem('database-held', {
      zh: '另一个程序一直占用数据库。请等它结束后再运行同一命令。',
      en: 'Another program holds the database and does not let go. Run the same command again when it has ended.',
    })
  return error
}
