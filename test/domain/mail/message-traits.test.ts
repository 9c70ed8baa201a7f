import { expect, test } from '@jest/globals'
import { messageTraits } from '../../../shared/domain/mail/message-traits.ts'
import { messageKinds } from '../../../shared/domain/mail/outbox-message.ts'

test('optional mails are never sent twice, and mails that must arrive are not optional', () => {
  const wrong = messageKinds.filter((kind) => messageTraits[kind].optional && messageTraits[kind].unknown === 'again')
  expect(wrong).toEqual([])
  expect(messageKinds.filter((kind) => messageTraits[kind].optional)).not.toContain('update')
})
