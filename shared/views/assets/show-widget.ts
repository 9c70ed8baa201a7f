import type {} from 'altcha/types/global'

/**
 * Shows ALTCHA's widget in `[data-challenge]`, where it solves the challenge at once. A form sent meanwhile waits for the solution.
 * Runs in the browser: it is delivered as source text, so it may use nothing outside itself.
 */
export const showWidget = (solver: string): void => {
  const place = document.querySelector<HTMLElement>('[data-challenge]')
  const form = place?.closest('form') ?? null
  const status = form?.querySelector('[data-widget-status]') ?? null
  if (place === null || form === null) return
  const { challenge = '', words = '{}', waiting = '' } = place.dataset
  const said: Readonly<Record<string, string>> = JSON.parse(words)
  const language = document.documentElement.lang
  $altcha.algorithms.set('PBKDF2/SHA-256', () => new Worker(solver))
  $altcha.i18n.set(language, { ...$altcha.i18n.get('en'), ...said })
  const widget = document.createElement('altcha-widget')
  for (const [name, value] of Object.entries({
    auto: 'onload',
    challenge,
    configuration: '{"hideFooter":true,"hideLogo":true,"humanInteractionSignature":false}',
    language,
    name: 'proof',
    type: 'checkbox',
  }))
    widget.setAttribute(name, value)

  let state = 'verifying'
  let sentBy: HTMLElement | null = null
  const say = (text = ''): void => {
    if (status !== null) status.textContent = text
  }
  widget.addEventListener('statechange', (event) => {
    if (!(event instanceof CustomEvent)) return
    state = String(event.detail.state)
    say(state === 'verifying' ? '' : said[state])
    if (state !== 'verified' || sentBy === null) return
    const button = sentBy
    sentBy = null
    // Deferred, so that the solution is in the form.
    setTimeout(() => form.requestSubmit(button))
  })
  // Before the form's other listeners, for which it is not sent yet.
  addEventListener(
    'submit',
    (event) => {
      const button = event instanceof SubmitEvent ? event.submitter : null
      if (event.target !== form || state !== 'verifying' || button?.hasAttribute('data-needs-proof') !== true) return
      event.preventDefault()
      event.stopImmediatePropagation()
      sentBy = button
      say(waiting)
    },
    { capture: true },
  )
  place.append(widget)
}
