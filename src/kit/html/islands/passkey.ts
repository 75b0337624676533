/**
 * `form[data-passkey]`: asks the server for a challenge, the device for its answer, and sends the form with it. Where
 * the browser knows no passkeys the form stays hidden, and the password works.
 */
const knows = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential

/** What the server said, in words for people. */
class Refused extends Error {}

async function answerOf(form: HTMLFormElement): Promise<Credential | null> {
  // A form, as every deed of the site is asked for.
  const asked = await fetch(form.dataset.asks ?? '', { method: 'POST', body: new URLSearchParams() })
  const said = await asked.json()
  if (!asked.ok)
    throw new Refused(document.documentElement.lang.startsWith('en') ? said.title : said.title_zh)
  return form.dataset.passkey === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(said) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(said) })
}

async function send(event: SubmitEvent): Promise<void> {
  event.preventDefault()
  const form = event.currentTarget as HTMLFormElement
  const status = form.querySelector('[role=status]')
  try {
    const answer = await answerOf(form)
    if (!(answer instanceof PublicKeyCredential)) return
    const field = form.elements.namedItem('answer') as HTMLInputElement
    field.value = JSON.stringify(answer.toJSON())
    form.submit()
  } catch (error) {
    // What the device says is for programmers.
    if (status) status.textContent = error instanceof Refused ? error.message : (form.dataset.failed ?? '')
  }
}

if (knows)
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false
    form.addEventListener('submit', send)
  }
