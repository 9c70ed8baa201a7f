import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { takesVotes } from '../../../shared/domain/proposal/proposal.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import type { Outbox } from '../../../shared/store/outbox.ts'
import type { Proposals } from '../../../shared/store/proposal/proposals.ts'

interface Asked {
  readonly proposals: Pick<Proposals, 'get'>
  readonly outbox: Pick<Outbox, 'mark'>
}

/** A claimed mail that asks for a vote; undefined if it is not to be sent: the proposal was withdrawn, or its vote is over. */
export const createStillOpen =
  ({ proposals, outbox }: Asked) =>
  async (message: OutboxMessage, now: Instant): Promise<OutboxMessage | undefined> => {
    const { id = '', round } = message.proposal ?? {}
    const found = (await proposals.get(id))?.proposal
    if (found !== undefined && found.round === round && takesVotes(found, now)) return message
    await outbox.mark(message, 'supersede', now, { fault: 'not-open' })
    logger.info('mail superseded', { code: 'mail-superseded', outbox: message.id })
    return undefined
  }
export type StillOpen = ReturnType<typeof createStillOpen>
