/**
 * What pages gain where scripts run; everything works without it.
 * Runs in the browser: it is delivered as source text, so it may use nothing outside itself.
 */
export const enhance = (): void => {
  // Prevents a double click from posting twice; coming back through the browser history re-enables the form.
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
    form.addEventListener('submit', (event) => {
      // The form stays open beside a new tab, and can still be sent.
      if (event.submitter instanceof HTMLButtonElement && event.submitter.formTarget === '_blank') return
      if (form.dataset['sent'] !== undefined) event.preventDefault()
      form.dataset['sent'] = ''
      // Deferred, so that the pressed button's name and value are still posted.
      setTimeout(() => {
        for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true')
      })
    })
    addEventListener('pageshow', () => {
      delete form.dataset['sent']
      for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled')
    })
  }

  // S3 would refuse too large a file on a page that is not ours, so warn beforehand.
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-largest]')) {
    input.addEventListener('change', () => {
      const size = input.files?.[0]?.size
      const { largest, tooLarge = '' } = input.dataset
      input.setCustomValidity(size === 0 || (size !== undefined && size > Number(largest)) ? tooLarge : '')
      input.reportValidity()
    })
  }
  // `data-when` names the control that a part depends on, `data-is` the values it is for; `data-unless-filled` keeps it in sight while
  // it holds a text. A part depending on a hidden one is hidden too.
  const conditional = [...document.querySelectorAll<HTMLElement>('[data-when]')]
  const valuesOf = (name: string): readonly string[] =>
    [...document.getElementsByName(name)].flatMap((control) => {
      if (control.closest('[hidden]') !== null) return []
      if (control instanceof HTMLSelectElement) return [control.value]
      return control instanceof HTMLInputElement && control.checked ? [control.value] : []
    })
  const showWhatApplies = (): void => {
    for (const part of conditional) {
      const { when = '', is = '', unlessFilled } = part.dataset
      const isFilled =
        unlessFilled !== undefined &&
        [...part.querySelectorAll<HTMLInputElement>('[type="url"], textarea')].some(({ value }) => value !== '')
      // Neither what somebody typed nor what is wrong may be out of sight.
      const isNeeded = isFilled || part.querySelector('.field-wrong') !== null
      part.hidden = !isNeeded && !valuesOf(when).some((value) => is.split(' ').includes(value))
    }
  }
  showWhatApplies()
  addEventListener('change', showWhatApplies)
  addEventListener('pageshow', showWhatApplies)

  document.querySelector<HTMLElement>('[data-focus]')?.focus()

  // `data-reader-time` has the sentence with {time} and {zone}; `data-zone` the zone of the times on the page.
  for (const note of document.querySelectorAll<HTMLElement>('[data-reader-time]')) {
    const { readerTime = '', from = '', until = '', zone, locale } = note.dataset
    const format = (timeZone: string | undefined): string =>
      new Intl.DateTimeFormat(locale, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        ...(timeZone === undefined ? {} : { timeZone }),
      })
        .formatRangeToParts(new Date(from), new Date(until))
        // As in our other dates: French has an ordinal on the first of a month.
        .map(({ type, value }) => (type === 'day' && value === '1' && locale?.startsWith('fr') ? '1er' : value))
        .join('')
    const own = format(undefined)
    if (own === format(zone)) continue
    note.textContent = readerTime.replace('{time}', own).replace('{zone}', new Intl.DateTimeFormat().resolvedOptions().timeZone)
  }
}
