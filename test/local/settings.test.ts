import { describe, expect, test } from '@jest/globals'
import { readSettings } from '../../infra/local/settings.ts'

describe('the settings from the environment', () => {
  test('none: the default ports, kept data, the machine’s time', () => {
    expect(readSettings({})).toEqual({ port: 3000, mailPort: 1080, data: expect.stringMatching(/\.plenary\/data$/) })
  })

  test('ports, folder and clock', () => {
    expect(readSettings({ PORT: '4000', MAIL_PORT: '4001', PLENARY_DATA: 'memory', PLENARY_NOW: '2022-04-01T10:00:00+02:00' })).toEqual({
      port: 4000,
      mailPort: 4001,
      data: 'memory',
      now: '2022-04-01T08:00:00.000Z',
    })
  })

  test.each([
    [{ PORT: 'abc' }, 'PORT=abc is no port. Give a number from 1 to 65535: PORT=3000 npm start'],
    [{ MAIL_PORT: '70000' }, 'MAIL_PORT=70000 is no port. Give a number from 1 to 65535: MAIL_PORT=1080 npm start'],
    [{ PLENARY_NOW: 'spring' }, 'PLENARY_NOW=spring is no instant in ISO 8601. Give one such as PLENARY_NOW=2022-04-01T08:00:00Z'],
    [{ PORT: '4000', MAIL_PORT: '4000' }, 'PORT and MAIL_PORT are both 4000. Give the inbox another: MAIL_PORT=4100 npm start'],
  ])('%j is reported in one line with what to do', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(message)
  })
})
