import { z } from 'zod'
import { fileAddress } from '../../files/files.ts'
import { FileField } from '../../files/upload.tsx'
import type { Form } from '../../web/form.ts'
import type { Words } from '../../words.ts'
import { type Control, type FieldOptions, type FileOfRow, fieldOf, type Kind, Unread } from '../kind.ts'
import { digest, fileMissing, pickedIn } from './stored-files.ts'

interface FilesOptions extends FieldOptions {
  /** Files at most. */
  max?: number
  /** Everybody may read them; without it those who may see the row. */
  open?: boolean
}

/** In a form and in files: a line for each, with its name and its digest. */
const written = (files: readonly FileOfRow[]) =>
  files.map(({ name, sha256 }) => `${name} ${sha256}`.trim()).join('\n')

function filesIn(text: string): FileOfRow[] | Unread {
  const files: FileOfRow[] = []
  for (const line of text.split(/\r?\n/).filter((each) => each.trim() !== '')) {
    const [, name = '', sha256] = /^(.*?)\s*([0-9a-f]{64})$/.exec(line.trim()) ?? []
    if (sha256 === undefined)
      return new Unread(
        '每行应是文件名和 64 位编号，请先在“文件”中上传',
        'each line must be a name and a digest of 64 letters; upload the file first',
      )
    if (files.every((one) => one.sha256 !== sha256)) files.push({ sha256, name: name.slice(0, 200) })
  }
  return files
}

/** The chosen files of a form, each under the name that it had there. */
const fromForm = (form: Form, name: string) => written(pickedIn(form, name))

/** Files of kit/files, in the order in which they were chosen. */
export function files<const O extends FilesOptions>(words: Words, options?: O) {
  const { max = 20, open = false, optional = false } = options ?? {}
  const kind: Kind<FileOfRow[]> = {
    name: 'files',
    column: 'text',
    schema: z
      .array(z.strictObject({ sha256: digest, name: z.string().max(200) }))
      .min(optional ? 0 : 1)
      .max(max),
    parse: filesIn,
    write: written,
    show: (value) => (
      <ul class="register-files">
        {value.map((file) => (
          <li>
            <a href={fileAddress(file)}>{file.name}</a>
          </li>
        ))}
      </ul>
    ),
    store: (value) => JSON.stringify(value),
    restore: (kept) => JSON.parse(String(kept)) as FileOfRow[],
    searched: (value) => value.map(({ name }) => name).join(' '),
    check: (value, look) => fileMissing(look, value),
    fromForm,
    files: {
      open,
      of: (value) => value,
      named: (value, names) =>
        value.map((file) => ({ ...file, name: file.name || (names.get(file.sha256) ?? '') })),
    },
    control: (control) => <FilesControl control={control} />,
  }
  return fieldOf(kind, words, options)
}

function FilesControl({ control }: { control: Control }) {
  const { name, words, help, fault, text, look } = control
  const read = filesIn(text)
  const chosen = read instanceof Unread ? [] : read
  const recent = look.mine ?? []
  const nameOf = (file: FileOfRow) =>
    file.name || recent.find(({ sha256 }) => sha256 === file.sha256)?.name || file.sha256.slice(0, 8)
  return (
    <>
      <FileField
        language={look.language}
        name={name}
        label={words}
        {...(help ? { help } : {})}
        {...(fault ? { fault } : {})}
        chosen={chosen.map((file) => ({ ...file, name: nameOf(file) }))}
        recent={recent}
      />
      {[...chosen, ...recent].map((file) => (
        <input type="hidden" name={`${name}.name.${file.sha256}`} value={file.name} />
      ))}
    </>
  )
}
