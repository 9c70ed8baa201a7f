import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Alarms } from '../alarms/function-alarms.ts'
import { abuseSignals } from '../alarms/log-metrics.ts'
import { Edge } from '../edge/edge.ts'
import { OriginSecrets } from '../edge/origin-secrets.ts'
import { alarmPeriod, answerStepMs } from '../schedules.ts'
import { Web } from '../web.ts'
import { StackFunctions, type StackOptions } from './stack-functions.ts'

/** The site and the API: the functions that answer requests, and the gateway and CloudFront in front of them. */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, options: StackOptions) {
    const { configuration, data } = options
    super(scope, id, { description: 'Plenary: the site and the API' })
    const secrets = new OriginSecrets(this, 'OriginSecrets', { generation: configuration.originSecretGeneration })
    const edge = { ORIGIN_SECRETS: secrets.accepted }
    const environment = { ...edge, SITE_URL: configuration.siteUrl }
    const { issuer } = data
    const forStaff = { ...environment, ISSUER_URL: issuer.url, CLIENT_ID: issuer.clientId }
    const functions = new StackFunctions(this, options)
    const web = new Web(this, 'Web', {
      functions: {
        attendee: functions.make('attendee', 'Attendee', { environment: { ...environment, ANSWER_STEP_MS: String(answerStepMs) } }),
        organiser: functions.make('organiser', 'Organiser', { environment: forStaff }),
        steering: functions.make('steering', 'Steering', { environment: forStaff }),
        proposals: functions.make('proposals', 'Proposals', { environment: forStaff }),
        speakers: functions.make('speakers', 'Speakers', { environment }),
        'sign-in': functions.make('sign-in', 'SignIn', { environment: forStaff }),
        assets: functions.make('assets', 'Assets', { environment: edge }),
        feeds: functions.make('feeds', 'Feeds', { environment }),
        // One whole processor.
        pictures: functions.make('pictures', 'Pictures', { environment, memorySize: 1769 }),
        'my-data': functions.make('my-data', 'MyData', { environment }),
      },
      issuer,
      configuration,
    })
    new Edge(this, 'Edge', { api: web.api, secret: secrets.sent, functions: [...functions.all.values()], configuration })
    const alarms = new Alarms(this, 'Alarms', { topic: data.alarms.topic, functions: functions.all })
    alarms.signals(abuseSignals, functions.all)
    alarms.above(
      'ServerErrors',
      web.api.metricServerError({ period: alarmPeriod }),
      5,
      'The site answered more than five requests in five minutes with a server error.',
    )
  }
}
