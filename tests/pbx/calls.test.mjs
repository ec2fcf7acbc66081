// The laboratory's calls against the records of a contact center of our own; run.mjs does the same with one that runs.
import { after, before, describe, test } from 'node:test'
import { Check, ITEMS } from './check.mjs'

describe('a call on a real Asterisk becomes its record', () => {
  let check
  before(async () => {
    check = await Check.open()
  })
  after(async () => {
    if (check) console.log(check.table())
    await check?.close()
  })

  for (const { name, work } of ITEMS) {
    test(name, async () => {
      const measured = await work(check)
      if (measured) console.log(`${name}: ${measured}`)
    })
  }
})
