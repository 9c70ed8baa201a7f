import { describe, expect, test } from '@jest/globals'
import { messageId, messageKinds } from '../../../shared/domain/mail/outbox-message.ts'
import { ownerOfMessage, suppressionSchema, unreachable, withheldFrom } from '../../../shared/domain/mail/suppression.ts'

const at = '2022-05-12T08:00:02.669Z'
const bounce = { reason: 'no-address', at, feedbackId: 'feedback-1' }
const complaint = { reason: 'complaint', at, feedbackId: 'feedback-2' }
const known = (facts: object) => suppressionSchema.parse(facts)
const sentTo = (facts: object) => messageKinds.filter((kind) => withheldFrom(known(facts), kind) === undefined)

describe('the mails sent', () => {
  test('all, while nothing is known about the address', () => {
    expect(messageKinds.filter((kind) => withheldFrom(undefined, kind) !== undefined)).toEqual([])
    expect(sentTo({ liftedAt: at, liftedBy: 'organiser' })).toEqual([...messageKinds])
  })
  test('none to an address that does not exist', () => expect(sentTo({ bounce })).toEqual([]))
  test('after a complaint, only what corrects the invitation in the calendar', () =>
    expect(sentTo({ complaint })).toEqual(['update', 'cancellation']))
  test('none after both', () => expect(sentTo({ bounce, complaint })).toEqual([]))
})

test('of two reasons, the one that blocks everything is shown', () => {
  expect([known({ bounce, complaint }), known({ complaint }), known({})].map((each) => unreachable(each)?.reason)).toEqual([
    'no-address',
    'complaint',
    undefined,
  ])
})

describe('the owner of a message', () => {
  test.each(messageKinds)('a %s', (kind) => {
    for (const id of ['q7Xv0aJmT2-hWc_8yKd5Rg', '___1_link_aaaaaaaaaaaa', 'person-q7Xv0aJmT2-hWc_8yKd5Rg'])
      expect(ownerOfMessage(messageId({ id, round: 3 }, kind, '2022040109'))).toBe(id === '___1_link_aaaaaaaaaaaa' ? '__' : id)
  })
  test('an id of another system', () => expect(ownerOfMessage('newsletter-7')).toBeUndefined())
})
