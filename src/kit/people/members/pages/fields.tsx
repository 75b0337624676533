import { Input } from '../../../html/form.tsx'
import type { Language, Words } from '../../../words.ts'
import { longestPassword } from '../../accounts.ts'
import { label } from './words.ts'

export const EmailField = (props: { language: Language; value?: string; fault?: Words | undefined }) => (
  <Input {...props} name="email" label={label('email')} type="email" autocomplete="username" required />
)

export const PasswordField = ({ language, name = 'password' }: { language: Language; name?: string }) => (
  <Input
    language={language}
    name={name}
    label={name === 'password' ? label('password') : label('currentPassword')}
    type="password"
    autocomplete="current-password"
    required
  />
)

export const NewPasswordField = (props: { language: Language; fault?: Words | undefined }) => (
  <Input
    {...props}
    name="password"
    label={label('newPassword')}
    help={label('passwordHelp')}
    type="password"
    autocomplete="new-password"
    required
    max={longestPassword}
  />
)
