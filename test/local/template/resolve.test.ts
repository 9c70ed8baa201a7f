import { describe, expect, test } from '@jest/globals'
import { resolve } from '../../../infra/local/template/resolve.ts'

const resources = { reference: (id: string) => `ref-${id}`, attribute: (id: string, name: string) => `${id}/${name}` }

describe('a value of the template becomes', () => {
  test.each([
    ['a plain value', { a: [1, 'x', null, true] }, { a: [1, 'x', null, true] }],
    ['a reference', { Ref: 'Table' }, 'ref-Table'],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['an attribute', { 'Fn::GetAtt': ['Table', 'StreamArn'] }, 'Table/StreamArn'],
    ['an attribute in dots', { 'Fn::GetAtt': 'Table.StreamArn' }, 'Table/StreamArn'],
    ['a join with a reference in it', { 'Fn::Join': ['', ['integrations/', { Ref: 'Attendee' }]] }, 'integrations/ref-Attendee'],
    ['a substitution', { 'Fn::Sub': `a-\${Table}-\${Table.Arn}-\${AWS::Partition}-\${!Literal}` }, `a-ref-Table-Table/Arn-aws-\${Literal}`],
    ['a substitution with values', { 'Fn::Sub': [`\${x}!`, { x: { Ref: 'Table' } }] }, 'ref-Table!'],
    ['a part of a split text', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['a property without a value', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
    ['something that only looks like a function', { Ref: 'x', more: 1 }, { Ref: 'x', more: 1 }],
  ])('%s', (_, value, expected) => {
    expect(resolve(value, resources)).toEqual(expected)
  })

  test('an unknown function stops the run', () => {
    expect(() => resolve({ 'Fn::ImportValue': 'x' }, resources)).toThrow("The local run does not know CloudFormation's Fn::ImportValue.")
  })
})
