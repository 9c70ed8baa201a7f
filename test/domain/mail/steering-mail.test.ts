import { expect, test } from '@jest/globals'
import { network } from '../../../shared/domain/basics/network.ts'
import { toldOfOutcome } from '../../../shared/domain/mail/steering-mail.ts'
import { proposalInputSchema } from '../../../shared/domain/proposal/input.ts'
import { roundMinutes } from '../../../shared/domain/proposal/minutes.ts'
import { proposed } from '../../../shared/domain/proposal/proposal.ts'

const now = '2022-03-07T09:00:00.000Z'
const asked = proposalInputSchema.parse({
  title: 'Contract modification',
  aim: 'Know when a change needs a new tender.',
  audience: 'Contract managers',
  kind: 'webinar',
  format: 'online',
  preferredDates: [{ start: '2022-05-10T10:00', end: '2022-05-10T12:00' }],
  why: 'Asked for in every survey.',
})
const proposer = { subject: 'olga', name: 'Olga', language: 'en', steers: false } as const
const proposal = proposed(asked, { id: 'contract-modification1', proposer, now }, network.steering)

const reasons = (...lengths: readonly number[]) => {
  const votes = lengths.map((length, index) => ({
    vote: 'change' as const,
    reason: 'x'.repeat(length),
    round: 1,
    subject: `member-${index}`,
    name: `Member ${index}`,
    votedAt: now,
  }))
  const minutes = roundMinutes({ proposal, votes }, now, network.steering)
  const { outcome } = toldOfOutcome(proposal, minutes, { own: true, mayOpenDraft: false })
  return {
    told: outcome?.minutes.reasons.map(({ text }) => text.length),
    more: outcome?.moreReasons,
    tookPart: outcome?.minutes.tookPart.length,
  }
}

test('a mail about an outcome has every reason, as long as it is no longer than mailboxes show', () => {
  expect(reasons(2000, 2000, 2000, 2000)).toEqual({ told: [2000, 2000, 2000, 2000], more: 0, tookPart: 4 })
})

test('reasons beyond that are counted, and left to the minutes', () => {
  expect(reasons(2000, 2000, 2000, 1999, 2000, 1)).toEqual({ told: [2000, 2000, 2000, 1999], more: 2, tookPart: 6 })
})
