/**
 * Says beside the save button what is not saved yet, and keeps what is typed in this browser for a week, to be offered when the form
 * is opened again. The form has `data-keeps`, the button that shows it with other values, which posts to the same address.
 * Runs in the browser: it is delivered as source text, so it may use nothing outside itself.
 */
export const keepTyped = (): void => {
  const form = document.querySelector<HTMLFormElement>('form[data-keeps]')
  const status = form?.querySelector<HTMLElement>('[data-unsaved]') ?? null
  const offer = document.querySelector<HTMLElement>('[data-typed-before]')
  if (form === null || status === null || offer === null) return
  // `form.action` is the buttons of that name.
  const address = form.getAttribute('action') ?? location.pathname
  const key = `typed ${address}`
  const week = 7 * 24 * 60 * 60 * 1000
  type Entries = readonly (readonly [string, string])[]
  interface Kept {
    readonly at: number
    readonly by: string
    readonly version: string
    readonly sent: boolean
    readonly entries: Entries
  }
  const entriesOf = (): Entries =>
    [...new FormData(form)].flatMap(([name, value]) => (name === 'csrf' || typeof value !== 'string' ? [] : [[name, value] as const]))
  const versionIn = (entries: Entries): string => entries.find(([name]) => name === 'version')?.[1] ?? ''
  const by = document.querySelector('.signed-in')?.textContent ?? ''
  const atFirst = JSON.stringify(entriesOf())
  const version = versionIn(entriesOf())

  // Browsers may refuse to store anything; the form works without.
  const stored = (): Kept | undefined => {
    try {
      const text = localStorage.getItem(key)
      const kept: Kept | undefined = text === null ? undefined : JSON.parse(text)
      return kept !== undefined && Date.now() - kept.at < week ? kept : undefined
    } catch {
      return undefined
    }
  }
  const forget = (): void => {
    try {
      localStorage.removeItem(key)
    } catch {}
  }
  const keep = (sent: boolean): void => {
    const entries = entriesOf()
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), by, version, sent, entries } satisfies Kept))
    } catch {}
  }

  const isChanged = (control: Element): boolean => {
    if (control instanceof HTMLSelectElement)
      return [...control.options].some(({ selected, defaultSelected }) => selected !== defaultSelected && (selected || control.multiple))
    if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue
    if (!(control instanceof HTMLInputElement) || control.type === 'hidden') return false
    return control.type === 'radio' || control.type === 'checkbox'
      ? control.checked !== control.defaultChecked
      : control.value !== control.defaultValue
  }
  const nameOf = (control: Element): string => {
    const group = control.closest('fieldset.field')?.querySelector('legend') ?? null
    const label =
      group ??
      (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement
        ? control.labels?.[0]
        : undefined)
    const words = label?.cloneNode(true)
    if (!(words instanceof HTMLElement)) return ''
    for (const optional of words.querySelectorAll('.optional')) optional.remove()
    return (words.textContent ?? '').trim()
  }
  const shown = 3
  const say = (): void => {
    const changed = [...form.elements].filter(isChanged)
    const names = [...new Set(changed.map(nameOf).filter((name) => name !== ''))]
    const { unsaved = '', more = '' } = status.dataset
    const first = names.slice(0, shown).join(', ')
    const text = names.length > shown ? more.replace('{fields}', first) : first
    status.textContent = text === '' ? '' : unsaved.replace('{fields}', text)
    for (const section of form.querySelectorAll<HTMLElement>('.form-section'))
      section.toggleAttribute(
        'data-changed',
        changed.some((control) => section.contains(control)),
      )
    if (changed.length > 0) keep(false)
    else if (stored()?.sent === false) forget()
  }
  let pause: ReturnType<typeof setTimeout> | undefined
  const soon = (): void => {
    clearTimeout(pause)
    pause = setTimeout(say, 400)
  }
  form.addEventListener('input', soon)
  form.addEventListener('change', soon)
  // Typed just before leaving.
  addEventListener('pagehide', () => {
    if (pause !== undefined && form.dataset['sent'] === undefined) say()
  })
  form.addEventListener('submit', () => {
    clearTimeout(pause)
    pause = undefined
    // A new event has no version that could tell later whether it was saved; what is wrong with it, the answer shows with all of it.
    if (version === '') forget()
    else keep(true)
  })

  const before = stored()
  if (before === undefined || JSON.stringify(before.entries) === atFirst) return
  // Of somebody else at this desk, or sent, and as the version went on, saved.
  if (before.by !== by || (before.sent && before.version !== version)) {
    forget()
    return
  }
  const time = offer.querySelector('time')
  if (time !== null) {
    time.dateTime = new Date(before.at).toISOString()
    time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' }).format(before.at)
  }
  offer.hidden = false
  const [takeBack, discard] = offer.querySelectorAll('button')
  takeBack?.addEventListener('click', () => {
    const again = document.createElement('form')
    again.method = 'post'
    again.action = address
    const csrf = form.querySelector<HTMLInputElement>('[name="csrf"]')?.value ?? ''
    for (const [name, value] of [...before.entries, ['csrf', csrf], ['action', form.dataset['keeps'] ?? '']] as const) {
      const control = document.createElement('input')
      control.type = 'hidden'
      control.name = name
      control.value = value
      again.append(control)
    }
    document.body.append(again)
    again.submit()
  })
  discard?.addEventListener('click', () => {
    forget()
    offer.hidden = true
    form.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea')?.focus()
  })
}
