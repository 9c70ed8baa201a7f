import { describe, expect, test } from '@jest/globals'
import { readInboundMail } from '../../../shared/mail/inbound/inbound-mail.ts'
import { googleReply, plainMail } from '../../make/reply-mail.ts'

const attendee = 'ana.kovac@authority.example'
const reply = { uid: 'x7YkPq2LmN8aB4cD6eF0gH-1@events.iprocurenet.example', partstat: 'ACCEPTED', attendee }

describe('a verdict of SES', () => {
  test.each(['X-SES-Virus-Verdict: FAIL', 'X-SES-Spam-Verdict: FAIL'])('overrides everything else: %s', async (header) => {
    expect((await readInboundMail(googleReply({ ...reply, head: [header] }))).kind).toBe('harmful')
  })

  test.each(['PASS', 'GRAY', 'DISABLED', 'PROCESSING_FAILED'])('of %s does not count against a mail', async (verdict) => {
    const head = [`X-SES-Virus-Verdict: ${verdict}`, `X-SES-Spam-Verdict: ${verdict}`]
    expect(await readInboundMail(googleReply({ ...reply, head }))).toMatchObject({ kind: 'answer', reply: { answer: 'accepted' } })
  })

  test('cannot be faked by a header from the sender', async () => {
    const head = ['X-SES-Spam-Verdict: FAIL', 'X-SES-Spam-Verdict: PASS']
    expect((await readInboundMail(googleReply({ ...reply, head }))).kind).toBe('harmful')
  })

  const ses = (results: string) => `Authentication-Results: amazonses.com; spf=pass;\r\n dkim=pass header.i=@evil.example; ${results}`
  const passed = ses('dmarc=pass header.from=authority.example;')
  const fromEvil = 'Authentication-Results: amazonses.com; dmarc=pass header.from=evil.example;'
  const [, ...own] = googleReply(reply).toString().split('\r\n')
  const doubtedWith = async (...head: readonly string[]) => (await readInboundMail(Buffer.from([...head, ...own].join('\r\n')))).doubted

  test('that the domain in From vouches for the mail makes its sender known', async () => {
    expect([await doubtedWith(passed), await doubtedWith(passed, ses('dmarc=fail header.from=authority.example'))]).toEqual([false, false])
  })

  test.each([
    ['it fails', [ses('dmarc=fail header.from=authority.example')]],
    ['the domain says nothing', [ses('dmarc=none header.from=authority.example')]],
    ['SES could not find out', [ses('dmarc=temperror header.from=authority.example')]],
    ['the domain’s record is broken', [ses('dmarc=permerror header.from=authority.example')]],
    ['SES found nothing', [ses('')]],
    ['there is no finding', []],
    ['only somebody else found it', ['Authentication-Results: mx.sender.example; dmarc=pass header.from=authority.example']],
    ['the sender wrote another finding below', [ses('dmarc=none header.from=authority.example'), passed]],
    [
      'the sender wrote a pass into a comment',
      [ses('dmarc=fail (dmarc=pass header.from=authority.example) header.from=authority.example')],
    ],
    ['the sender wrote a pass into a quoted word', [ses('smtp.mailfrom="x;dmarc=pass header.from=authority.example"; dmarc=fail')]],
    ['there are two findings', [ses('dmarc=pass header.from=authority.example; dmarc=fail header.from=authority.example')]],
    ['another domain passed', [fromEvil]],
    ['a domain passed whose name ends like it', ['Authentication-Results: amazonses.com; dmarc=pass header.from=thority.example']],
    ['From is there twice', [passed, 'From: eve@authority.example']],
  ])('does not, if %s: the sender is doubtful', async (_, head) => {
    expect(await doubtedWith(...head)).toBe(true)
  })

  test('on one of two senders leaves the mail doubtful', async () => {
    const two = plainMail([])
      .toString()
      .replace(/^From: .*/, `${passed}\r\nFrom: eve@authority.example, ana@authority.example`)
    expect((await readInboundMail(Buffer.from(two))).doubted).toBe(true)
  })
})
