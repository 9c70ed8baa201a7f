import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { watchBackground } from '../alarms/background-alarms.ts'
import { Alarms } from '../alarms/function-alarms.ts'
import { Clock } from '../clock.ts'
import { MailEvents } from '../mail-events.ts'
import { schedules } from '../schedules.ts'
import { StackFunctions, type StackOptions } from './stack-functions.ts'

/** Everything nobody waits for: mail, the clock, and the readers of streams and queues. */
export class BackgroundStack extends Stack {
  constructor(scope: Construct, id: string, options: StackOptions) {
    const { configuration, data } = options
    super(scope, id, { description: 'Plenary: mail, the clock, and the readers of streams and queues' })
    const { configurationSet, statements } = data.mail
    const functions = new StackFunctions(this, options)
    functions.make('mail', 'MailSender', {
      environment: { SITE_URL: configuration.siteUrl, CONFIGURATION_SET: configurationSet.configurationSetName },
      statements,
      memorySize: 1769,
    })
    const mailEvents = new MailEvents(this, 'MailEvents', { configurationSet })
    mailEvents.feed(functions.make('mail-events', 'MailFollower', { statements: mailEvents.statements }))
    functions.make('fan-out', 'FanOut')
    functions.make('summaries', 'Summaries')
    functions.make('seats', 'Seats')
    data.inbound.deliverTo(functions.make('replies', 'Replies', { statements: data.inbound.statements }))
    data.files.deliverTo(functions.make('uploads', 'Uploads', { statements: data.files.statements }))
    const clock = functions.make('clock', 'ClockWork')
    new Clock(this, 'Clock', { calls: clock, schedule: schedules.clock })
    new Clock(this, 'Erasing', { calls: functions.make('erasure', 'Erasure'), schedule: schedules.erasure })
    const environment = { LOOPBACK_CALENDARS: configuration.loopbackCalendars ? 'read' : 'refused' }
    new Clock(this, 'PartnersRead', { calls: functions.make('partners', 'Partners', { environment }), schedule: schedules.partners })
    new Clock(this, 'Nightly', { calls: functions.make('prove', 'Prove'), schedule: schedules.prove })
    watchBackground(new Alarms(this, 'Alarms', { topic: data.alarms.topic, functions: functions.all }), {
      functions: functions.all,
      failures: functions.failures,
      inboundFailures: data.inbound.failures,
      uploadFailures: data.files.failures,
      clock,
      mailEvents,
      configurationSetName: configurationSet.configurationSetName,
    })
  }
}
