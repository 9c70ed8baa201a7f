import { expect, test } from '@jest/globals'
import { messageTraits } from '../../../shared/domain/mail/message-traits.ts'
import { messageKinds } from '../../../shared/domain/mail/outbox-message.ts'

test('what people can unsubscribe from is never sent twice, and what must arrive cannot be unsubscribed from', () => {
  const wrong = messageKinds.filter((kind) => messageTraits[kind].optional && messageTraits[kind].unknown === 'again')
  expect(wrong).toEqual([])
  expect(messageKinds.filter((kind) => messageTraits[kind].optional)).not.toContain('update')
})
