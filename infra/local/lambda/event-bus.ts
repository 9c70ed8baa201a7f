import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import type { SesEvent } from '../ses/mail-fate.ts'
import type { SentMail } from '../ses/ses.ts'
import { localResources, logicalIdOf } from '../template/arns.ts'
import { resourcesOf } from '../template/template.ts'
import { createFilter } from './filters.ts'

const ruleSchema = z.object({
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(z.object({ Arn: z.string() })).default([]),
})

const destinationSchema = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({ Enabled: z.boolean(), MatchingEventTypes: z.array(z.string()) }),
})

/** The account's event bus: sends SES events to the targets of matching rules in the template, if a configuration set publishes them. */
export const createEventBus = (template: Template, send: (queue: string, body: string) => void) => {
  const rules = resourcesOf(template, 'AWS::Events::Rule', ruleSchema, localResources).flatMap(({ properties }) =>
    properties.EventPattern === undefined || properties.State === 'DISABLED'
      ? []
      : [{ fits: createFilter([JSON.stringify(properties.EventPattern)]), targets: properties.Targets.map(({ Arn }) => logicalIdOf(Arn)) }],
  )
  const wanted = resourcesOf(template, 'AWS::SES::ConfigurationSetEventDestination', destinationSchema, localResources).flatMap(
    ({ properties: { ConfigurationSetName, EventDestination } }) =>
      EventDestination.Enabled ? EventDestination.MatchingEventTypes.map((type) => `${ConfigurationSetName} ${type}`) : [],
  )
  const isWanted = (configurationSet: string | undefined, eventType: string): boolean =>
    wanted.includes(`${configurationSet} ${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}`)

  return {
    tell: ({ configurationSet }: SentMail, events: readonly SesEvent[]): void => {
      for (const event of events.filter(({ detail }) => isWanted(configurationSet, detail.eventType)))
        for (const { targets } of rules.filter(({ fits }) => fits(event))) for (const target of targets) send(target, JSON.stringify(event))
    },
  }
}
