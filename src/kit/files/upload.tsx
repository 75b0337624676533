import { assetUrl } from '../html/assets.ts'
import { FieldSet } from '../html/form.tsx'
import { href } from '../html/layout.tsx'
import type { Language, Words } from '../words.ts'
import { islandWords, words } from './desk-words.ts'

/** A form that uploads files by itself; with script it shows how far each is and takes up again what was cut. */
export const FileUpload = ({ language, action }: { language: Language; action: string }) => (
  <file-upload class="upload" data-words={islandWords(language)}>
    <form class="form" method="post" enctype="multipart/form-data" action={action}>
      <div class="field">
        <label for="upload-file">{words[language].choose}</label>
        <input id="upload-file" type="file" name="file" multiple required />
      </div>
      <button type="submit">{words[language].upload}</button>
    </form>
    <script type="module" src={assetUrl('upload.js')} />
  </file-upload>
)

export interface ChosenFile {
  sha256: string
  name: string
}

export interface FileFieldProps {
  language: Language
  /** Name of the field; its values are the digests of the chosen files. */
  name: string
  label: Words
  help?: Words
  fault?: Words
  chosen: readonly ChosenFile[]
  /** What the officer brought lately, to choose from; see `myFiles`. */
  recent: readonly ChosenFile[]
  /** Endings or types that the chooser offers, such as `image/*`. */
  accept?: string
}

/**
 * Files of a form: those that are chosen, and those that the officer brought lately. With script new ones are uploaded
 * beside them and come in chosen.
 */
export function FileField(props: FileFieldProps) {
  const { language, name, chosen, recent, accept } = props
  const others = recent.filter(({ sha256 }) => chosen.every((each) => each.sha256 !== sha256))
  return (
    <file-upload class="upload" data-name={name} data-accept={accept} data-words={islandWords(language)}>
      <FieldSet {...props}>
        <div class="choices">
          {chosen.map((file) => (
            <Choice name={name} file={file} checked />
          ))}
          {others.map((file) => (
            <Choice name={name} file={file} />
          ))}
        </div>
        <p class="upload-elsewhere">
          <a href={href(props, '/desk/files')}>{words[language].elsewhere}</a>
        </p>
      </FieldSet>
      <script type="module" src={assetUrl('upload.js')} />
    </file-upload>
  )
}

const Choice = ({ name, file, checked }: { name: string; file: ChosenFile; checked?: boolean }) => (
  <label>
    <input type="checkbox" name={name} value={file.sha256} checked={checked} />
    {file.name}
  </label>
)
