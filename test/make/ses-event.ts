/** What SES says about the mail itself, in every event; https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html. */
export interface AboutMail {
  readonly timestamp?: string
  readonly messageId?: string
  readonly destination?: readonly string[]
  readonly outbox?: string | undefined
}

const mailOf = ({ timestamp, messageId, destination, outbox }: AboutMail) => ({
  timestamp: timestamp ?? '2022-05-12T08:00:00.000Z',
  source: 'invitations@events.iprocurenet.example',
  sourceArn: 'arn:aws:ses:eu-west-1:123456789012:identity/events.iprocurenet.example',
  sendingAccountId: '123456789012',
  messageId: messageId ?? 'ses-1',
  destination: destination ?? ['ana.kovac@authority.example'],
  headersTruncated: false,
  headers: [{ name: 'Subject', value: 'Registration confirmed: Building Market Demand' }],
  commonHeaders: { from: ['invitations@events.iprocurenet.example'], subject: 'Registration confirmed: Building Market Demand' },
  tags: {
    'ses:operation': ['SendRawEmail'],
    'ses:configuration-set': ['plenary'],
    'ses:source-ip': ['192.0.2.0'],
    'ses:from-domain': ['events.iprocurenet.example'],
    'ses:caller-identity': ['mail'],
    'ses:outgoing-ip': ['198.51.100.0'],
    ...(outbox === undefined ? {} : { outbox: [outbox] }),
  },
})

const inEnvelope = (detailType: string, detail: Readonly<Record<string, unknown>>, about: AboutMail) => ({
  version: '0',
  id: '12a18625-3db6-69e1-3a0a-0e0e0e0e0e0e',
  'detail-type': detailType,
  source: 'aws.ses',
  account: '123456789012',
  time: '2022-05-12T08:00:03Z',
  region: 'eu-west-1',
  resources: ['arn:aws:ses:eu-west-1:123456789012:configuration-set/plenary'],
  detail: { ...detail, mail: mailOf(about) },
})

const at = '2022-05-12T08:00:02.669Z'

interface Bounce {
  readonly bounceType: string
  readonly bounceSubType: string
  readonly status?: string
  /** The addresses named in the report; by default the one the mail was sent to. */
  readonly named?: readonly string[]
  readonly feedbackId?: string
}

/** SES events as delivered by the event bus, based on AWS's examples. */
export const sesEvent = {
  sent: (about: AboutMail = {}) => inEnvelope('Email Sent', { eventType: 'Send', send: {} }, about),

  bounced: ({ bounceType, bounceSubType, status = '5.1.1', named, feedbackId = 'feedback-1' }: Bounce, about: AboutMail = {}) =>
    inEnvelope(
      'Email Bounced',
      {
        eventType: 'Bounce',
        bounce: {
          feedbackId,
          bounceType,
          bounceSubType,
          bouncedRecipients: (named ?? mailOf(about).destination).map((emailAddress) => ({
            emailAddress,
            action: 'failed',
            status,
            diagnosticCode: `smtp; 550 ${status} user unknown`,
          })),
          timestamp: at,
          remoteMtaIp: '127.0.2.0',
          reportingMTA: 'dsn; mta.example.com',
        },
      },
      about,
    ),

  complained: (complaintFeedbackType: string | undefined, about: AboutMail = {}, timestamp = at) =>
    inEnvelope(
      'Email Complaint Received',
      {
        eventType: 'Complaint',
        complaint: {
          feedbackId: 'feedback-2',
          complaintSubType: null,
          complainedRecipients: mailOf(about).destination.map((emailAddress) => ({ emailAddress })),
          timestamp,
          userAgent: 'Amazon SES Mailbox Simulator',
          ...(complaintFeedbackType === undefined ? {} : { complaintFeedbackType }),
          arrivalDate: '2022-05-12T10:00:02+02:00',
        },
      },
      about,
    ),

  rejected: (about: AboutMail = {}) => inEnvelope('Email Rejected', { eventType: 'Reject', reject: { reason: 'Bad content' } }, about),

  delayed: (about: AboutMail = {}) =>
    inEnvelope(
      'Email Delivery Delayed',
      {
        eventType: 'DeliveryDelay',
        deliveryDelay: {
          timestamp: at,
          delayType: 'TransientCommunicationFailure',
          expirationTime: '2022-05-13T08:00:02.669Z',
          delayedRecipients: mailOf(about).destination.map((emailAddress) => ({
            emailAddress,
            status: '4.4.1',
            diagnosticCode: 'smtp; 421 4.4.1',
          })),
        },
      },
      about,
    ),
} as const
