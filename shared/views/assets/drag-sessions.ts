/**
 * Lets a mouse drag the sessions of a plan to where others begin, on top of the buttons that move them; it posts the form `#drop`.
 * Runs in the browser: it is delivered as source text, so it may use nothing outside itself.
 */
export const dragSessions = (): void => {
  const form = document.querySelector<HTMLFormElement>('#drop')
  if (form === null) return
  let dragged: HTMLElement | undefined
  let over: HTMLElement | undefined

  const mark = (target: HTMLElement | undefined): void => {
    over?.removeAttribute('data-over')
    over = target
    if (target !== undefined) target.dataset['over'] = ''
  }

  /** What is posted for a place: the fields that stay as they are, such as the room in a row for everybody, are left out. */
  const fieldsAt = (target: HTMLElement): Readonly<Record<string, string | undefined>> => {
    const { day, start } = target.dataset
    if (day !== undefined) return { action: 'day', day }
    const row = target.closest('tr')
    if (row === null || !(target instanceof HTMLTableCellElement)) return { action: 'place', start }
    const head = target.colSpan > 1 ? undefined : row.closest('table')?.querySelectorAll('thead th')[target.cellIndex]
    return {
      action: 'place',
      start: row.querySelector('time')?.dateTime,
      room: head instanceof HTMLElement ? head.dataset['room'] : undefined,
    }
  }

  const drop = (card: HTMLElement, target: HTMLElement): void => {
    const fields: Readonly<Record<string, string | undefined>> = {
      ...fieldsAt(target),
      session: card.id,
      seen: card.dataset['seen'],
    }
    // Whoever comes back through the browser's history finds those of before.
    for (const input of form.querySelectorAll('input:not([name="csrf"])')) input.remove()
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined) continue
      const input = Object.assign(document.createElement('input'), { type: 'hidden', name, value })
      form.append(input)
    }
    form.requestSubmit()
  }

  for (const hint of document.querySelectorAll<HTMLElement>('[data-dragging]')) hint.hidden = false
  for (const card of document.querySelectorAll<HTMLElement>('.plan-session')) {
    card.draggable = true
    card.addEventListener('dragstart', (event) => {
      dragged = card
      event.dataTransfer?.setData('text/plain', card.querySelector('h3')?.textContent ?? '')
      if (event.dataTransfer !== null) event.dataTransfer.effectAllowed = 'move'
    })
    card.addEventListener('dragend', () => {
      dragged = undefined
      mark(undefined)
    })
  }
  for (const target of document.querySelectorAll<HTMLElement>('.plan tbody td, .plan-list > li, .empty[data-day]')) {
    target.addEventListener('dragover', (event) => {
      if (dragged === undefined || target.contains(dragged)) return
      event.preventDefault()
      if (over !== target) mark(target)
    })
    target.addEventListener('dragleave', (event) => {
      const to = event.relatedTarget
      if (over === target && !(to instanceof Node && target.contains(to))) mark(undefined)
    })
    target.addEventListener('drop', (event) => {
      if (dragged === undefined || target.contains(dragged)) return
      event.preventDefault()
      drop(dragged, target)
    })
  }
}
