import { z } from 'zod'
import { Picture } from '../../files/picture.tsx'
import type { FilesDb } from '../../files/tables.ts'
import { FileField } from '../../files/upload.tsx'
import { Input } from '../../html/form.tsx'
import { oneLine } from '../../web/asked.ts'
import type { Words } from '../../words.ts'
import {
  type Control,
  type FieldOptions,
  type FileOfRow,
  fieldOf,
  type Kind,
  type Look,
  Unread,
} from '../kind.ts'
import { digest, fileMissing, pickedIn } from './stored-files.ts'

/** A picture with what it says, for those who do not see it. */
interface PictureOfRow extends FileOfRow {
  alt: Words
}

interface PicturesOptions extends FieldOptions {
  max?: number
  /** Everybody may see them; without it those who may see the row. */
  open?: boolean
}

const typed = z.array(
  z.object({
    sha256: digest,
    name: z.string().default(''),
    zh: z.string().default(''),
    en: z.string().default(''),
  }),
)
type Typed = z.output<typeof typed>

const longestAlt = 300

function typedIn(text: string): Typed {
  try {
    return typed.safeParse(JSON.parse(text)).data ?? []
  } catch {
    return []
  }
}

function parse(text: string): PictureOfRow[] | Unread {
  const pictures = typedIn(text)
  if (pictures.length === 0) return new Unread('不是图片的 JSON 列表', 'is not a JSON list of pictures')
  if (pictures.some(({ zh, en }) => zh.trim() === '' || en.trim() === ''))
    return new Unread(
      '请为每张图片填写中文和英文说明',
      'say in Chinese and in English what each picture shows',
    )
  return pictures.map(({ sha256, name, zh, en }) => ({ sha256, name: name.slice(0, 200), alt: { zh, en } }))
}

const write = (pictures: readonly PictureOfRow[]) =>
  JSON.stringify(pictures.map(({ sha256, name, alt }) => ({ sha256, name, ...alt })))

/** Pictures of kit/files, each with its words in both languages. */
export function pictures<const O extends PicturesOptions>(words: Words, options?: O) {
  const { max = 20, open = false, optional = false } = options ?? {}
  const alt = oneLine(longestAlt)
  const kind: Kind<PictureOfRow[]> = {
    name: 'pictures',
    column: 'text',
    schema: z
      .array(
        z.strictObject({
          sha256: digest,
          name: z.string().max(200),
          alt: z.strictObject({ zh: alt, en: alt }),
        }),
      )
      .min(optional ? 0 : 1)
      .max(max),
    parse,
    write,
    show: (value, look) => <Pictures pictures={value} look={look} />,
    store: (value) => JSON.stringify(value),
    restore: (kept) => JSON.parse(String(kept)) as PictureOfRow[],
    searched: (value) => value.map(({ alt: said }) => `${said.zh} ${said.en}`).join(' '),
    check: (value, look) => fileMissing(look, value, { pictures: true }),
    fromForm: (form, name) => {
      const picked = pickedIn(form, name).map((file) => ({
        ...file,
        zh: form.text(`${name}.zh.${file.sha256}`).trim(),
        en: form.text(`${name}.en.${file.sha256}`).trim(),
      }))
      return picked.length === 0 ? '' : JSON.stringify(picked)
    },
    files: {
      open,
      of: (value) => value,
      named: (value, names) =>
        value.map((file) => ({ ...file, name: file.name || (names.get(file.sha256) ?? '') })),
    },
    control: (control) => <PicturesControl control={control} />,
  }
  return fieldOf(kind, words, options)
}

/** Sizes stand with the files, not in the row. */
async function Pictures({ pictures: shown, look }: { pictures: readonly PictureOfRow[]; look: Look }) {
  if (shown.length === 0) return null
  const sizes = await (look.db as FilesDb)
    .selectFrom('file')
    .select(['sha256', 'width', 'height'])
    .where(
      'sha256',
      'in',
      shown.map(({ sha256 }) => sha256),
    )
    .execute()
  return (
    <div class="register-pictures">
      {shown.map(({ sha256, alt }) => {
        const size = sizes.find((file) => file.sha256 === sha256)
        if (!size?.width || !size.height) return alt[look.language]
        return (
          <Picture
            sha256={sha256}
            width={size.width}
            height={size.height}
            alt={alt[look.language]}
            sizes="20rem"
          />
        )
      })}
    </div>
  )
}

/** The chosen pictures, and under them the words of each; those of a new one are asked for when the form comes back. */
function PicturesControl({ control }: { control: Control }) {
  const { name, words, help, fault, text, look } = control
  const recent = look.mine ?? []
  const chosen = typedIn(text).map((one) => ({
    ...one,
    name: one.name || recent.find(({ sha256 }) => sha256 === one.sha256)?.name || one.sha256.slice(0, 8),
  }))
  return (
    <>
      <FileField
        language={look.language}
        name={name}
        label={words}
        {...(help ? { help } : {})}
        {...(fault ? { fault } : {})}
        chosen={chosen}
        recent={recent}
        accept="image/*"
      />
      {[...chosen, ...recent].map((file) => (
        <input type="hidden" name={`${name}.name.${file.sha256}`} value={file.name} />
      ))}
      {chosen.flatMap((one) =>
        (['zh', 'en'] as const).map((language) => (
          <Input
            language={look.language}
            name={`${name}.${language}.${one.sha256}`}
            label={{
              zh: `${one.name}：${language === 'zh' ? '中文' : '英文'}说明`,
              en: `${one.name}: in ${language === 'zh' ? 'Chinese' : 'English'}`,
            }}
            value={one[language]}
            max={longestAlt}
          />
        )),
      )}
    </>
  )
}
