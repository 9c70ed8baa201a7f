import { Validations } from 'aws-cdk-lib'
import { Rule, type Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { Construct } from 'constructs'
import { clockGrace } from './schedules.ts'
import type { ServiceFunction } from './service-function.ts'

/** Calls a function on a schedule. Failed calls are not retried: the next one does their work too. */
export class Clock extends Construct {
  constructor(scope: Construct, id: string, options: { readonly calls: ServiceFunction; readonly schedule: Schedule }) {
    super(scope, id)
    const rule = new Rule(this, 'Rule', {
      schedule: options.schedule,
      targets: [new LambdaFunction(options.calls.function, { retryAttempts: 0, maxEventAge: clockGrace })],
    })
    Validations.of(rule).acknowledge({
      id: 'Serverless::Serverless-EventBusDLQ',
      reason: 'A missed call is not worth keeping: the next one does its work, and an alarm tells when the clock stands still.',
    })
  }
}
