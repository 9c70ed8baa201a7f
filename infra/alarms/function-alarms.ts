import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import type { FunctionName } from '../functions.ts'
import { alarmPeriod } from '../schedules.ts'
import type { ServiceFunction } from '../service-function.ts'
import { type LogSignal, signalMetric } from './log-metrics.ts'

interface AlarmsOptions {
  readonly topic: ITopic
  /** The functions whose failures raise an alarm. */
  readonly functions: ReadonlyMap<FunctionName, ServiceFunction>
}

/** A stack's alarms. Each description says what the alarm means and what to do first. */
export class Alarms extends Construct {
  readonly #action: SnsAction

  constructor(scope: Construct, id: string, { topic, functions }: AlarmsOptions) {
    super(scope, id)
    this.#action = new SnsAction(topic)
    for (const [name, { function: lambda }] of functions)
      this.above(
        `Errors-${name}`,
        lambda.metricErrors({ period: alarmPeriod }),
        0,
        `functions/${name} failed. Read its log for the error's code.`,
      )
  }

  /** Alarms when a metric exceeds the threshold once. */
  above(id: string, metric: IMetric, threshold: number, alarmDescription: string): void {
    new Alarm(this, id, {
      metric,
      threshold,
      alarmDescription,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(this.#action)
  }

  /** Alarms about what the logs of these functions show; signals of others are left to their stack. */
  signals(signals: Readonly<Record<string, LogSignal>>, functions: ReadonlyMap<FunctionName, ServiceFunction>): void {
    for (const [id, signal] of Object.entries(signals))
      if (Object.keys(signal.codes).some((name) => [...functions.keys()].some((known) => known === name)))
        this.above(id, signalMetric(this, id, signal, functions), signal.threshold, signal.description)
  }

  /** Alarms when nothing was counted for two periods. */
  silent(id: string, metric: IMetric, alarmDescription: string): void {
    new Alarm(this, id, {
      metric,
      threshold: 1,
      alarmDescription,
      evaluationPeriods: 2,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    }).addAlarmAction(this.#action)
  }
}
