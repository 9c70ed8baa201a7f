import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { clearDataFolder, keepTime, keptTime, lockDataFolder } from '../../infra/local/data-folder.ts'
import { listen } from '../../infra/local/ports.ts'

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'plenary-test-'))
const servers: ReturnType<typeof createServer>[] = []
const listeningPort = async (): Promise<number> => {
  const server = createServer()
  servers.push(server)
  return listen(server, 0)
}
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

describe('the data folder', () => {
  test('is held by one run at a time', async () => {
    const folder = newFolder()
    const port = await listeningPort()
    const release = await lockDataFolder(folder, port)
    await expect(lockDataFolder(folder, port)).rejects.toThrow(`Plenary is running already with this data, at http://localhost:${port}.`)
    release()
    await expect(lockDataFolder(folder, port)).resolves.toBeInstanceOf(Function)
  })

  test('is taken over from a run that died, even if its process id is reused', async () => {
    const folder = newFolder()
    const port = await listeningPort()
    const dead = spawnSync(process.execPath, ['--version']).pid
    writeFileSync(join(folder, 'lock.json'), JSON.stringify({ pid: dead, port }))
    await lockDataFolder(folder, port)
    writeFileSync(join(folder, 'lock.json'), JSON.stringify({ pid: process.pid, port: 1 }))
    await lockDataFolder(folder, port)
    expect(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'))).toEqual({ pid: process.pid, port })
  })

  test('is not deleted while a run holds it', async () => {
    const folder = newFolder()
    const port = await listeningPort()
    await lockDataFolder(folder, port)
    await expect(clearDataFolder(folder)).rejects.toThrow('Stop it first with Ctrl-C.')
    expect(existsSync(join(folder, 'lock.json'))).toBe(true)
  })

  test('loses what runs kept, and nothing else', async () => {
    const folder = newFolder()
    keepTime(folder)
    writeFileSync(join(folder, 'mine.txt'), 'precious')
    expect(await clearDataFolder(folder)).toBe('cleared')
    expect(readdirSync(folder)).toEqual(['mine.txt'])
  })

  test('is deleted itself if nothing else is in it', async () => {
    const folder = newFolder()
    keepTime(folder)
    await clearDataFolder(folder)
    expect([existsSync(folder), await clearDataFolder(folder)]).toEqual([false, 'nothing there'])
  })

  test('remembers the time of the last run', () => {
    const folder = newFolder()
    expect(keptTime(folder)).toBeUndefined()
    keepTime(folder)
    expect(Math.abs((keptTime(folder) ?? 0) - Date.now())).toBeLessThan(60_000)
  })
})
