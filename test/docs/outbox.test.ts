import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { messageTransitions } from '../../shared/domain/mail/outbox-message.ts'
import { tableRows } from './markdown.ts'

const text = readFileSync(join(import.meta.dirname, '../../docs/outbox.md'), 'utf8')
const steps = Object.entries(messageTransitions)

test('the drawing of the outbox shows every step a message can take, and no other', () => {
  const drawing = [
    'stateDiagram-v2',
    '  [*] --> pending',
    ...steps.flatMap(([name, { from, to }]) => from.map((each) => `  ${each} --> ${to}: ${name}`)),
  ]
  expect(/```mermaid\n([\s\S]*?)\n```/.exec(text)?.[1]).toBe(drawing.join('\n'))
})

test('the table beside it gives the states from which each step may be taken', () => {
  const rows = tableRows(text, 'step').map(([step, from, to]) => [step, from, to])
  expect(rows).toEqual(steps.map(([name, { from, to }]) => [name, from.join(', '), to]))
})
