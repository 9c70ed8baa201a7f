import type { Event } from '../../../shared/domain/event/event.ts'
import type { RegistrationState } from '../../../shared/domain/event/registration-window.ts'
import type { Availability } from '../../../shared/domain/seats/availability.ts'

interface Open {
  readonly event: Partial<Pick<Event, 'audience' | 'waitingList'>>
  readonly state: RegistrationState
  readonly availability?: Availability
}

export const isFull = ({ state, availability }: Pick<Open, 'state' | 'availability'>): boolean =>
  state === 'open' && availability === 'none'

/** How people register now, by its name among the texts; undefined if they cannot. */
export const wayToRegister = (model: Open): 'ask' | 'joinWaitingList' | 'register' | undefined => {
  const { audience, waitingList } = model.event
  if (model.state !== 'open' || (isFull(model) && waitingList === 'none' && audience !== 'approval')) return undefined
  return audience === 'approval' ? 'ask' : isFull(model) ? 'joinWaitingList' : 'register'
}
