import { expect, test } from '@jest/globals'
import { synthesised } from './synthesised.ts'

const { ofType } = synthesised()

test('mails leave from the network’s domain, signed, and over encrypted connections only', () => {
  expect(ofType('AWS::SES::EmailIdentity').map(({ Properties }) => Properties['EmailIdentity'])).toEqual(['events.iprocurenet.example'])
  expect(ofType('AWS::SES::ConfigurationSet').map(({ Properties }) => Properties)).toEqual([
    {
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      // We do not use SES's own list, which would drop mails silently and which no organiser could lift.
      SuppressionOptions: { SuppressedReasons: [] },
    },
  ])
})
