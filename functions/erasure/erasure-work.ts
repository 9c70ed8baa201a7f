import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { faultFields, logger } from '../../shared/runtime/logger.ts'
import type { ListRetention } from '../../shared/store/list-retention.ts'
import { createErasingPeople, type ErasingParts } from './erasing-people.ts'
import { createForgetting } from './forgetting-lists.ts'
import { createForgettingRegistrations, type ForgettingParts } from './forgetting-registrations.ts'
import { createRemovingStrayFiles, type StrayParts } from './removing-stray-files.ts'

const peopleAtATime = 20
// A person or a page of registrations takes seconds.
const reserveMs = 20_000

/** What the function does every minute: erases people who asked for it, and deletes what is no longer kept. Any part may fail alone. */
export const createErasureWork = (
  parts: ErasingParts & StrayParts & Pick<ForgettingParts, 'attachments'> & { readonly retention: ListRetention },
) => {
  const erase = createErasingPeople(parts)
  const forgetLists = createForgetting(parts)
  const forgetRegistrations = createForgettingRegistrations(parts)
  const removeStrayFiles = createRemovingStrayFiles(parts)

  return async (now: Instant, timeLeftMs: () => number): Promise<void> => {
    const faults: unknown[] = []
    const attempt = async (work: () => Promise<void>): Promise<void> => {
      if (timeLeftMs() < reserveMs) return
      try {
        await work()
      } catch (fault) {
        logger.error('erasure work failed', { code: 'erasure-work-failed', ...faultFields(fault) })
        faults.push(fault)
      }
    }
    for (const erasure of await parts.erasures.due(now, peopleAtATime)) await attempt(() => erase(erasure, now))
    await attempt(() => forgetLists(now))
    await attempt(() => removeStrayFiles(now))
    await attempt(() => forgetRegistrations(now, () => timeLeftMs() >= reserveMs))
    // For the alarm.
    if (faults.length > 0) throw faults[0]
  }
}
