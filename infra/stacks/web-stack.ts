import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Alarms } from '../alarms/function-alarms.ts'
import { alarmPeriod } from '../schedules.ts'
import { Web } from '../web.ts'
import { StackFunctions, type StackOptions } from './stack-functions.ts'

/** The site and the API: the functions that answer requests, and the gateway in front of them. */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, options: StackOptions) {
    const { configuration, data } = options
    super(scope, id, { description: 'Plenary: the site and the API' })
    const environment = { SITE_URL: configuration.siteUrl }
    const { issuer } = data
    const functions = new StackFunctions(this, options)
    const web = new Web(this, 'Web', {
      functions: {
        attendee: functions.make('attendee', 'Attendee', { environment }),
        organiser: functions.make('organiser', 'Organiser', { environment }),
        steering: functions.make('steering', 'Steering', { environment }),
        'sign-in': functions.make('sign-in', 'SignIn', {
          environment: { ...environment, ISSUER_URL: issuer.url, CLIENT_ID: issuer.clientId },
        }),
        assets: functions.make('assets', 'Assets'),
        feeds: functions.make('feeds', 'Feeds', { environment }),
      },
      issuer,
      configuration,
    })
    new Alarms(this, 'Alarms', { topic: data.alarms.topic, functions: functions.all }).above(
      'ServerErrors',
      web.api.metricServerError({ period: alarmPeriod }),
      5,
      'The site answered more than five requests in five minutes with a server error.',
    )
  }
}
