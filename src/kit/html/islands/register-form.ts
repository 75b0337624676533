/** Milliseconds of quiet after which what was typed is kept, and between two signs of life. */
const quiet = 1_500
const beat = 30_000

/**
 * `<register-form data-draft data-open>` around a form: keeps what is typed as a draft, and says who else has the form
 * open. Without it the form works just the same.
 */
class RegisterForm extends HTMLElement {
  #timer = 0
  #beats = 0
  #unsaved = false
  #sent = false
  #asking = new AbortController()

  connectedCallback() {
    const form = this.querySelector('form')
    if (!form) return
    form.addEventListener('input', this.#typed)
    form.addEventListener('submit', this.#submitted)
    window.addEventListener('pagehide', this.#left)
    if (this.dataset.unsaved !== undefined) this.#typed()
    if (!this.dataset.open) return
    // Soon, as the page before may have been this form too, and has just said that it is left.
    window.setTimeout(this.#alive, 1_000)
    this.#beats = window.setInterval(this.#alive, beat)
  }

  disconnectedCallback() {
    window.clearInterval(this.#beats)
    window.clearTimeout(this.#timer)
    window.removeEventListener('pagehide', this.#left)
  }

  readonly #typed = () => {
    this.#unsaved = true
    window.clearTimeout(this.#timer)
    this.#timer = window.setTimeout(this.#keep, quiet)
  }

  readonly #submitted = () => {
    this.#sent = true
    window.clearTimeout(this.#timer)
    window.clearInterval(this.#beats)
    this.#asking.abort()
  }

  /** The form as a browser sends it, without files. */
  #body(): URLSearchParams {
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(this.querySelector('form')!))
      if (typeof value === 'string') body.append(name, value)
    return body
  }

  readonly #keep = async () => {
    if (this.#sent || !this.#unsaved) return
    this.#unsaved = false
    const answer = await this.#ask(this.dataset.draft!, this.#body())
    if (this.#sent) return
    if (answer === null) {
      this.#unsaved = true
      this.#timer = window.setTimeout(this.#keep, beat)
    }
    this.#say('.register-kept', answer?.said ?? this.dataset.lost ?? '')
  }

  readonly #alive = async () => {
    if (document.hidden || this.#sent) return
    const answer = await this.#ask(this.dataset.open!, new URLSearchParams())
    if (answer && !this.#sent) this.#say('.register-others', answer.said ?? '')
  }

  #say(where: string, words: string) {
    const place = this.querySelector(where)
    if (place && place.textContent !== words) place.textContent = words
  }

  /** Null where the server was not reached, or asks to sign in first. */
  async #ask(path: string, body: URLSearchParams): Promise<{ said?: string } | null> {
    try {
      const answer = await fetch(path, { method: 'POST', body, signal: this.#asking.signal })
      if (!answer.ok || answer.redirected) return null
      return (await answer.json()) as { said?: string }
    } catch {
      return null
    }
  }

  /** Sent without waiting: the page is going away. */
  readonly #left = () => {
    if (this.#sent) return
    if (this.#unsaved) navigator.sendBeacon(this.dataset.draft!, this.#body())
    if (this.dataset.open) navigator.sendBeacon(this.dataset.open, new URLSearchParams({ left: '1' }))
  }
}

customElements.define('register-form', RegisterForm)
