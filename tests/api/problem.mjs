// What every error looks like (RFC 9457), whoever makes it.
import assert from 'node:assert/strict'

/** `pointer`: the member that it must name. */
export function is_problem(answer, status, pointer) {
  assert.equal(answer.status, status, answer.text)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
  const body = answer.body ?? JSON.parse(answer.text)
  assert.equal(body.status, status)
  assert.equal(typeof body.title, 'string')
  assert.equal(typeof body.type, 'string')
  assert.ok(body.detail, 'a person is told what is wrong')
  if (pointer) assert.ok(body.errors?.some((one) => one.pointer === pointer), answer.text)
  return body
}
