import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'

const project = join(import.meta.dirname, '../..')
const running = new Set<ChildProcess>()
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
})

/** Runs a script of the local run as npm does, with this environment added to the usual one. */
const run = (script: string, environment: Record<string, string>) => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(project, 'infra/local', script)], {
    env: { ...process.env, NODE_OPTIONS: '', PORT: '0', MAIL_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = once(child, 'close').then(() => {
    running.delete(child)
    return { code: child.exitCode, out, err }
  })
  const says = async (text: string): Promise<string> => {
    while (!out.includes(text)) await Promise.race([once(child.stdout, 'data'), ended.then(() => Promise.reject(new Error(err)))])
    return out
  }
  return { child, ended, says }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  )

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'plenary-test-'))

const beginning = 'Starting Plenary. It takes some ten seconds the first time, and a few after that.\n'

describe('npm start', () => {
  test.each([
    ['a missing Java', { PATH: '/nonexistent' }, /^Java is missing; the local DynamoDB needs it\. Install Java 17 or newer, .*\n$/],
    ['a wrong instant', { PLENARY_NOW: 'spring' }, /^PLENARY_NOW=spring is no instant in ISO 8601\. .*\n$/],
    ['a wrong port', { PORT: 'http' }, /^PORT=http is no port\. .*\n$/],
  ])('reports %s in one line with what to do', async (_, environment, message) => {
    const { code, out, err } = await run('start.js', { PLENARY_DATA: 'memory', ...environment }).ended
    expect([code, out.replace(/^ +\d.*\n/gm, '')]).toEqual([1, beginning])
    expect(err).toMatch(message)
  })

  test('runs the service until Ctrl-C, and a second one does no harm', async () => {
    const data = newFolder()
    const first = run('start.js', { PLENARY_DATA: data, PLENARY_NOW: '2022-04-01T08:00:00Z' })
    const greeting = await first.says('Ctrl-C stops everything.')
    const site = /Site +(\S+)\//.exec(greeting)?.[1] ?? ''
    const inbox = /Inbox +(\S+)\//.exec(greeting)?.[1] ?? ''
    expect(greeting.startsWith(beginning)).toBe(true)
    const said = [...greeting.matchAll(/^ +\d+\.\d s {2}(?!Still)(.*)$/gm)].map(([, line = '']) => line.replace(/\d+ tables/, 'tables'))
    expect(said[0]).toBe('Starting the database, synthesising the stack, building the functions')
    expect(new Set(said.slice(1, 3))).toEqual(new Set(['The database is running', 'The stack is synthesised']))
    expect(said.slice(3)).toEqual(['tables are ready', `The site answers at ${site}/`, 'The demo programme is loaded'])
    expect(await Promise.all([site, inbox, `${site}/issuer/.well-known/openid-configuration`].map(answers))).toEqual([true, true, true])

    const second = await run('start.js', { PLENARY_DATA: data }).ended
    expect([second.code, second.err]).toEqual([1, expect.stringContaining(`Plenary is running already with this data, at ${site}.`)])
    const reset = await run('reset.ts', { PLENARY_DATA: data }).ended
    expect([reset.code, reset.err]).toEqual([1, `Plenary is running with this data, at ${site}. Stop it first with Ctrl-C.\n`])
    expect(await answers(site)).toBe(true)

    const before = performance.now()
    first.child.kill('SIGINT')
    first.child.kill('SIGINT')
    const { code, err } = await first.ended
    expect([code, err]).toEqual([0, ''])
    // It takes less than three seconds if nothing else uses the processor.
    expect(performance.now() - before).toBeLessThan(10_000)
    expect(await Promise.all([site, inbox].map(answers))).toEqual([false, false])

    const cleared = await run('reset.ts', { PLENARY_DATA: data }).ended
    expect([cleared.code, cleared.out]).toEqual([0, `The data in ${data} are deleted. The next start begins anew.\n`])
    expect(readdirSync(join(data, '..')).includes(data.split('/').at(-1) ?? '')).toBe(false)
  })
})
