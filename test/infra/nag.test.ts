import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, test } from '@jest/globals'
import * as z from 'zod'

const findingsSchema = z.object({ packs: z.array(z.string()), found: z.array(z.string()) })

let findings: z.infer<typeof findingsSchema>
beforeAll(() => {
  const command = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'nag-findings.ts')]
  const printed = execFileSync(process.execPath, command, { encoding: 'utf8', stdio: 'pipe', env: { ...process.env, NODE_OPTIONS: '' } })
  findings = findingsSchema.parse(JSON.parse(printed))
})

test('AWS’s rules for solutions and serverless find nothing unexplained in the stacks', () => {
  const { packs, found } = findings
  expect({ packs, found: found.filter((each) => !each.endsWith('/Forgotten')) }).toEqual({
    packs: ['AwsSolutions', 'Serverless'],
    found: [],
  })
})

test('the rules would find an unencrypted queue', () => {
  expect(findings.found).toContain('AwsSolutions-SQS2 PlenaryBackground/Forgotten')
})
