import { expect, test } from '@jest/globals'
import { synthesised } from './synthesised.ts'

const { ofType } = synthesised()

test('mails leave from the network’s domain, signed, and over encrypted connections only', () => {
  expect(ofType('AWS::SES::EmailIdentity').map(({ Properties }) => Properties['EmailIdentity'])).toEqual(['events.iprocurenet.example'])
  expect(ofType('AWS::SES::ConfigurationSet').map(({ Properties }) => Properties)).toEqual([
    {
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    },
  ])
})

test('what SES says about mails that did not arrive is kept', () => {
  const destinations = ofType('AWS::SES::ConfigurationSetEventDestination').map(({ Properties }) => Properties['EventDestination'])
  expect(destinations).toEqual([
    expect.objectContaining({ Enabled: true, MatchingEventTypes: ['bounce', 'complaint', 'reject', 'deliveryDelay'] }),
  ])
})
