import type { Instant } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import { isRunning } from '../event/registration-window.ts'
import type { Registration } from '../registration/registration.ts'
import type { FileAnswer } from './file-answer.ts'
import { answersCloseAt } from './form.ts'

/** Whether files may still be sent for a registration. */
export const mayStillSend = (event: Event, { status }: Pick<Registration, 'status'>, now: Instant): boolean =>
  status !== 'cancelled' && isRunning(event, now)

/** Whether a file may become the answer now: after the deadline for changes a missing one is still welcome. */
export const mayBecomeAnswer = (
  event: Event,
  registration: Pick<Registration, 'status'>,
  earlier: FileAnswer | undefined,
  now: Instant,
): boolean => mayStillSend(event, registration, now) && (earlier?.state !== 'kept' || now < answersCloseAt(event))
