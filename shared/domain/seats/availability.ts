/**
 * What everybody is told about free places. Exact figures would show, by their difference, whether an address that somebody else
 * registers was registered before; these hardly ever change with one registration.
 */
export const availabilities = ['more-than-20', 'up-to-20', 'fewer-than-10', 'none'] as const
export type Availability = (typeof availabilities)[number]

/** The same for a number of free places. */
export const availabilityOf = (left: number): Availability => {
  if (left <= 0) return 'none'
  if (left < 10) return 'fewer-than-10'
  return left <= 20 ? 'up-to-20' : 'more-than-20'
}

const positionStep = 5

/** A position on the waiting list, rounded up to the next five, so that it seldom changes with one person ahead. */
export const positionTold = (position: number): number => Math.ceil(position / positionStep) * positionStep
