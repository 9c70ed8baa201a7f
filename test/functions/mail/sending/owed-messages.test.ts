import { expect, test } from '@jest/globals'
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda'
import { owedBy } from '../../../../functions/mail/sending/owed-messages.ts'

const item = {
  pk: { S: 'REGISTRATION#r1' },
  sk: { S: 'MESSAGE#r1_1_link_7' },
  id: { S: 'r1_1_link_7' },
  registrationId: { S: 'r1' },
  state: { S: 'pending' },
}
type Image = Record<string, AttributeValue>

const record = (NewImage: Image, OldImage?: Image): DynamoDBRecord => ({
  eventName: 'MODIFY',
  dynamodb: { SequenceNumber: '100', NewImage, ...(OldImage === undefined ? {} : { OldImage }) },
})
const owed = { id: 'r1_1_link_7', registrationId: 'r1', unproven: false, sequenceNumber: '100' }

test('a new pending message is owed', () => expect(owedBy(record(item))).toEqual(owed))
test.each(['sending', 'unknown', 'pending'])('a message that was %s before waits in its lane', (state) => {
  expect(owedBy(record(item, { ...item, state: { S: state } }))).toBeUndefined()
})
test('a mass mail waits in its lane from the beginning', () => {
  expect(owedBy(record({ ...item, fanOut: { S: 'update-1' } }))).toBeUndefined()
})
test.each(['sending', 'sent', 'failed', 'unknown', 'superseded', 'parked'])('a message that is %s is not owed', (state) => {
  expect(owedBy(record({ ...item, state: { S: state } }))).toBeUndefined()
})
test('a registration is not a message', () => {
  expect(
    owedBy(record({ pk: { S: 'REGISTRATION#r1' }, sk: { S: 'REGISTRATION' }, id: { S: 'r1' }, status: { S: 'confirmed' } })),
  ).toBeUndefined()
})
