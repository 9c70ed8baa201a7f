import { describe, expect, test } from '@jest/globals'
import { inSteps } from '../../shared/runtime/in-steps.ts'

/** Something that takes this long by a clock of its own, and how long it takes in steps of 100 ms. */
const stepped = (workMs: number, outcome: () => string = () => 'done') => {
  let passed = 0
  const work = async (): Promise<string> => {
    passed += workMs
    return outcome()
  }
  const act = inSteps(work, 100, { nowMs: () => passed, wait: async (ms) => (passed += ms) })
  return { act, took: () => passed }
}

describe('what is found is not revealed by how long it takes:', () => {
  test.each([
    [0, 100],
    [8, 100],
    [99, 100],
    [101, 200],
    [350, 400],
  ])('%d ms of work take %d ms', async (workMs, tookMs) => {
    const { act, took } = stepped(workMs)
    await expect(act()).resolves.toBe('done')
    expect(took()).toBe(tookMs)
  })

  test('a fault takes as long', async () => {
    const { act, took } = stepped(20, () => {
      throw new Error('conflict')
    })
    await expect(act()).rejects.toThrow('conflict')
    expect(took()).toBe(100)
  })
})
