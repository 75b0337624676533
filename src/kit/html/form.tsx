import type { Child } from 'hono/jsx'
import type { Language, Words } from '../words.ts'

interface FieldProps {
  language: Language
  name: string
  label: Words
  help?: Words | undefined
  fault?: Words | undefined
  /** The control; its id is the field's name. */
  children?: Child
}

/** What helps with a field and what is wrong with it. */
const Hints = ({ language, name, help, fault }: FieldProps) => (
  <>
    {help && (
      <p class="field-help" id={`${name}-help`}>
        {help[language]}
      </p>
    )}
    {fault && (
      <p class="field-error" id={`${name}-fault`}>
        {fault[language]}
      </p>
    )}
  </>
)

/** A field of a form: its label, its help and what is wrong with it, tied to the control for the ear as for the eye. */
export function Field(props: FieldProps) {
  return (
    <div class={props.fault ? 'field field-wrong' : 'field'}>
      <label for={props.name}>{props.label[props.language]}</label>
      <Hints {...props} />
      {props.children}
    </div>
  )
}

/** What every control of a field has: its name, whether it must be filled in, and the sentences that explain it. */
export const controlOf = ({
  required = false,
  ...props
}: Pick<InputProps, 'name' | 'help' | 'fault' | 'required'>) => ({
  id: props.name,
  name: props.name,
  required,
  'aria-invalid': props.fault ? ('true' as const) : undefined,
  'aria-describedby': describedBy(props),
})

export interface InputProps extends Omit<FieldProps, 'children'> {
  value?: string | undefined
  type?: 'text' | 'email' | 'password' | 'date' | 'number' | 'search' | 'datetime-local' | 'url' | 'tel'
  autocomplete?: string
  required?: boolean
  max?: number
  inputmode?: 'numeric'
}

/** Ids of the sentences that explain the control. */
const describedBy = ({ name, help, fault }: Pick<InputProps, 'name' | 'help' | 'fault'>) =>
  [help && `${name}-help`, fault && `${name}-fault`].filter(Boolean).join(' ') || undefined

/** One line to type into. */
export function Input(props: InputProps) {
  return (
    <Field {...props}>
      <input
        {...controlOf(props)}
        type={props.type ?? 'text'}
        value={props.value}
        maxlength={props.max}
        autocomplete={props.autocomplete ?? 'off'}
        inputmode={props.inputmode}
      />
    </Field>
  )
}

/** Several lines to type into. */
export function TextArea(
  props: Omit<FieldProps, 'children'> & {
    value?: string | undefined
    rows?: number
    max?: number
    required?: boolean
  },
) {
  return (
    <Field {...props}>
      <textarea {...controlOf(props)} rows={props.rows ?? 5} maxlength={props.max}>
        {props.value}
      </textarea>
    </Field>
  )
}

export interface Option {
  value: string
  words: Words
}

/** One of several; `none` is the words of choosing nothing. */
export function Select(
  props: Omit<FieldProps, 'children'> & {
    value?: string | undefined
    options: readonly Option[]
    none?: Words
    required?: boolean
  },
) {
  const { language, value, options, none } = props
  return (
    <Field {...props}>
      <select {...controlOf(props)}>
        {none && <option value="">{none[language]}</option>}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.words[language]}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** Several controls that are one field. */
export const FieldSet = (props: FieldProps) => (
  <fieldset class={props.fault ? 'field-wrong' : undefined} aria-describedby={describedBy(props)}>
    <legend>{props.label[props.language]}</legend>
    <Hints {...props} />
    {props.children}
  </fieldset>
)

/** Some of several, or with one option a yes. */
export function Choices(
  props: Omit<FieldProps, 'children'> & { options: readonly Option[]; chosen: readonly string[] },
) {
  const { language, name, options, chosen } = props
  return (
    <FieldSet {...props}>
      <div class="choices">
        {options.map(({ value, words }) => (
          <label>
            <input type="checkbox" name={name} value={value} checked={chosen.includes(value)} />
            {words[language]}
          </label>
        ))}
      </div>
    </FieldSet>
  )
}

/** Said above a form that was not accepted, and read aloud at once. */
export const FormFault = ({ children }: { children?: Child }) => (
  <div class="notice notice-inline" role="alert">
    {children}
  </div>
)

/** Said above what was just done. */
export const Done = ({ children }: { children?: Child }) => (
  <div class="done" role="status">
    {children}
  </div>
)
