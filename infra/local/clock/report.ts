import type { ClockMove } from './control.ts'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

const at = (instant: string): string => `${day.format(new Date(instant))}, ${instant.slice(11, 16)} UTC`

/** One line for the terminal about a move of the clock. */
export const clockReport = ({ now, to, mails }: ClockMove): string => {
  const sent = `${mails} ${mails === 1 ? 'mail' : 'mails'} sent`
  return now < to ? `The clock is at ${at(now)}, moving to ${at(to)}; ${sent}` : `The clock has reached ${at(now)}; ${sent}`
}
