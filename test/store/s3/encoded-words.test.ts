import { expect, test } from '@jest/globals'
import { metadataText } from '../../../shared/store/s3/encoded-words.ts'

test.each([
  ['plain ASCII', 'plan (final) 50%.pdf', 'plan (final) 50%.pdf'],
  ['base64', `=?UTF-8?B?${Buffer.from('Résumé Ω 計画.pdf').toString('base64')}?=`, 'Résumé Ω 計画.pdf'],
  ['quoted-printable', '=?UTF-8?Q?R=C3=A9sum=C3=A9_2026.pdf?=', 'Résumé 2026.pdf'],
  ['several words, cut within a character', '=?utf-8?b?w4PD?= =?utf-8?q?=A9.pdf?=', 'Ãé.pdf'],
  ['the example of the S3 user guide', '=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=', 'ÄMÄZÕÑ S3'],
  ['Latin letters that were never cut', `=?UTF-8?B?${Buffer.from('Ñandú é.txt').toString('base64')}?=`, 'Ñandú é.txt'],
  ['bytes that are no text', '=?UTF-8?B?/////w==?=', ''],
])('a name in %s is read correctly', (_, header, name) => {
  expect(metadataText(header)).toBe(name)
})
