// The laboratory's calls against the records of a contact center of our own, told by the dialplan's posts and by Asterisk's own
// socket; run.mjs does the same with one that runs.
import { after, before, describe, test } from 'node:test'
import { Check, items } from './check.mjs'

for (const via of ['posts', 'websocket']) {
  describe(`a call on a real Asterisk becomes its record (${via})`, () => {
    let check
    before(async () => {
      check = await Check.open({ via, browser: via === 'posts' })
    })
    after(async () => {
      if (check) console.log(check.table())
      await check?.close()
    })

    for (const { name, work } of items({ via, browser: via === 'posts' })) {
      test(name, async () => {
        const measured = await work(check)
        if (measured) console.log(`${name}: ${measured}`)
      })
    }
  })
}
