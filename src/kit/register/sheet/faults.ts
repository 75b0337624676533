import { Problem } from '../../problem.ts'

/** What makes a whole file unreadable: a clear message each, and nothing is written. */
const wrong = (code: string, zh: string, en: string) => new Problem(`import-${code}`, { zh, en }, 422)

/** Bytes, rows and columns of a file, and characters of a cell, at most; unpacked bytes of a workbook. */
export const limits = {
  bytes: 20_000_000,
  rows: 50_000,
  columns: 200,
  cell: 100_000,
  unpacked: 150_000_000,
}

export const tooLong = () =>
  wrong(
    'too-large',
    `导入的文件最大 ${limits.bytes / 1_000_000} MB。请分成几个文件。`,
    `A file to import has at most ${limits.bytes / 1_000_000} MB. Split it into several.`,
  )

export const tooManyRows = () =>
  wrong(
    'too-many-rows',
    `一次最多导入 ${limits.rows} 行。请分成几个文件。`,
    `At most ${limits.rows} rows are imported at once. Split the file into several.`,
  )

export const tooManyColumns = (line: number) =>
  wrong(
    'too-many-columns',
    `第 ${line} 行超过 ${limits.columns} 列。请检查分隔符，或删除多余的列。`,
    `Line ${line} has more than ${limits.columns} columns. Look at the separator, or remove columns.`,
  )

export const cellTooLong = (line: number) =>
  wrong(
    'cell-too-long',
    `第 ${line} 行有一个单元格超过 ${limits.cell} 个字符。是不是少了一个引号？`,
    `A cell in line ${line} has more than ${limits.cell} characters. Is a quotation mark missing?`,
  )

export const openQuote = (line: number) =>
  wrong(
    'open-quote',
    `第 ${line} 行开始的引号一直没有结束。请补上引号（"）。`,
    `The quotation mark opened in line ${line} is never closed. Put the missing " there.`,
  )

export const brokenEncoding = () =>
  wrong(
    'encoding',
    '文件的文字编码看不懂。请另存为 UTF-8 的 CSV，或 XLSX。',
    'The text encoding of the file cannot be read. Save it as CSV in UTF-8, or as XLSX.',
  )

export const noRows = () =>
  wrong('empty', '文件里没有标题行以外的内容。', 'There is nothing in the file below its heading.')

export const noHeading = (expected: string) =>
  wrong(
    'no-heading',
    `第一行不是标题：一个字段也认不出来。标题应为其中几个：${expected}。`,
    `The first line is no heading: no field is recognised in it. It should be some of: ${expected}.`,
  )

export const twiceInHeading = (zh: string, en: string) =>
  wrong(
    'column-twice',
    `“${zh}”这一列出现了两次。请删除一列。`,
    `The column “${en}” stands there twice. Remove one.`,
  )

export const notTable = () =>
  wrong(
    'not-a-table',
    '只能导入 CSV 或 XLSX 文件。旧的 XLS 请先另存为 XLSX。',
    'Only CSV and XLSX are imported. Save an old XLS as XLSX first.',
  )

export const unpacksTooLarge = () =>
  wrong(
    'unpacks-too-large',
    `这个 XLSX 解开后超过 ${limits.unpacked / 1_000_000} MB，没有读取。请只保留需要的行和列，或改用 CSV。`,
    `This XLSX unpacks to more than ${limits.unpacked / 1_000_000} MB and was not read. Keep only what is needed, or use CSV.`,
  )

export const damagedXlsx = () =>
  wrong(
    'xlsx-damaged',
    '这个 XLSX 读不出来，可能已损坏或有密码。请用 Excel 打开后另存，再试一次。',
    'This XLSX cannot be read; it may be damaged or have a password. Open it in Excel, save it again, and try once more.',
  )

export const cellFault = (line: number) =>
  wrong(
    'cell-fault',
    `第 ${line} 行有一个单元格是错误值（例如 #N/A），或读不出来。请改正后再导入。`,
    `A cell in row ${line} holds an error (such as #N/A) or cannot be read. Put it right and import again.`,
  )
