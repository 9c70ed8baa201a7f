import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { type Event, filesOf } from '../../shared/domain/event/event.ts'
import type { Registration } from '../../shared/domain/registration/registration.ts'
import { inGroups } from '../../shared/runtime/in-parallel.ts'
import { logger } from '../../shared/runtime/logger.ts'
import type { Events } from '../../shared/store/events.ts'
import type { Outbox } from '../../shared/store/outbox.ts'
import type { Deleting } from '../../shared/store/people/personal-data.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import type { AnswerFiles } from '../../shared/store/s3/answer-files.ts'
import type { StoredAttachments } from '../../shared/store/s3/stored-attachments.ts'

export interface ForgettingParts {
  readonly events: Pick<Events, 'toForget' | 'forgotten'>
  readonly registrations: Pick<Registrations, 'pageOf'>
  readonly outbox: Pick<Outbox, 'allOf'>
  readonly files: Pick<AnswerFiles, 'allOf' | 'removeStored'>
  readonly attachments: Pick<StoredAttachments, 'remove'>
  readonly deleting: Deleting
}

const pageSize = 100

/**
 * Deletes the registrations of events that ended long enough ago, with all that hangs on them, and the files of those events. Figures, seats and the ledger stay.
 * What a run has no time for is due again in the next.
 */
export const createForgettingRegistrations = ({ events, registrations, outbox, files, attachments, deleting }: ForgettingParts) => {
  const forgetOne = async (registration: Pick<Registration, 'id' | 'slug'>, now: Instant): Promise<void> => {
    for (const file of await files.allOf(registration, now)) await files.removeStored(file, now)
    for (const { registrationId, id } of await outbox.allOf(registration.id)) await deleting.message(registrationId, id)
    // Last, since it is the way to the others.
    await deleting.registration(registration.id)
  }

  /** Whether nothing is left. */
  const forgetEvent = async ({ slug }: Event, now: Instant, hasTime: () => boolean): Promise<boolean> => {
    let next: Parameters<Registrations['pageOf']>[2]
    let count = 0
    do {
      if (!hasTime()) return false
      const page = await registrations.pageOf(slug, pageSize, next)
      const found = [...page.registrations, ...page.erased]
      await inGroups(found, (each) => forgetOne(each, now))
      count += found.length
      next = page.next
    } while (next !== undefined)
    if (count > 0) logger.info('registrations deleted', { code: 'registrations-deleted', slug, count })
    // The list may lag behind: only a run that found nothing was the last.
    return count === 0
  }

  return async (now: Instant, hasTime: () => boolean): Promise<void> => {
    for (const event of await events.toForget(now)) {
      if (!hasTime()) return
      if (!(await forgetEvent(event, now, hasTime))) continue
      await Promise.all(filesOf(event).map((file) => attachments.remove(file, now)))
      await events.forgotten(event, now)
    }
  }
}
