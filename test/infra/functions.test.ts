import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { environments, functionNames } from '../../infra/functions.ts'
import { configurations } from './configurations.ts'
import { synthesised } from './synthesised.ts'

const { functions, functionNamed, ofType, readable } = synthesised(configurations.shortLogs)

test('every function of the service is in the template, and no other', () => {
  expect([...functions.keys()].sort()).toEqual([...functionNames].sort())
  expect(ofType('AWS::Lambda::Function')).toHaveLength(functionNames.length)
})

describe('each function', () => {
  test.each(functionNames)('%s runs on Node 24 on arm64, traced, with its own JSON logs', (name) => {
    const { Runtime, Architectures, Handler, TracingConfig, LoggingConfig } = functionNamed(name).Properties
    expect({ Runtime, Architectures, Handler, TracingConfig }).toEqual({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
    })
    const logging = z.object({ LogFormat: z.string(), LogGroup: z.unknown() }).parse(LoggingConfig)
    expect(logging.LogFormat).toBe('JSON')
    expect(readable(logging.LogGroup)).toMatch(/^\w+Logs$/)
  })

  test.each(functionNames)('%s gets exactly the variables it needs', (name) => {
    const { Environment } = z
      .object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).default({ Variables: {} }) })
      .parse(functionNamed(name).Properties)
    expect(Object.keys(Environment.Variables).sort()).toEqual(Object.keys(environments[name]).sort())
  })
})

test('partners’ calendars are read from the internet only, unless the service is tried out on one machine', () => {
  expect(functionNamed('partners').Properties['Environment']).toMatchObject({ Variables: { LOOPBACK_CALENDARS: 'refused' } })
})

test('logs are kept as long as configured', () => {
  const retentions = ofType('AWS::Logs::LogGroup').map((group) => group.Properties['RetentionInDays'])
  expect(retentions).toEqual(Array.from({ length: functionNames.length + 1 }, () => 30))
})

test('the clock, the deletion of personal data and the reader of partners’ calendars are called every minute, and the seats are proved every night', () => {
  const schedules = ofType('AWS::Events::Rule').flatMap(({ Properties: { ScheduleExpression, Targets } }) =>
    ScheduleExpression === undefined
      ? []
      : [
          [
            ScheduleExpression,
            ...z
              .array(z.object({ Arn: z.unknown() }))
              .parse(Targets)
              .map(({ Arn }) => readable(Arn)),
          ],
        ],
  )
  expect(schedules).toEqual([
    ['rate(1 minute)', 'ClockWorkFunction.Arn'],
    ['rate(1 minute)', 'ErasureFunction.Arn'],
    ['rate(1 minute)', 'PartnersFunction.Arn'],
    ['cron(30 2 * * ? *)', 'ProveFunction.Arn'],
  ])
})
