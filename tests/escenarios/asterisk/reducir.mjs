#!/usr/bin/env node
// Usage: tests/escenarios/asterisk/reducir.mjs <RECORDING >answered.jsonl
//
// Description: keeps of a recording, one JSON object a line, what the adapters read. Over ARI a line is {"ev": event}, from the
// dialplan {"body": post}; out come the event or the post alone. Types and members that nobody reads, and empty ones, go.

import { createInterface } from 'node:readline'

const TYPES = new Set(['ChannelCreated', 'Dial', 'ChannelStateChange', 'ChannelHold', 'ChannelUnhold', 'BridgeBlindTransfer',
  'BridgeAttendedTransfer', 'ChannelHangupRequest', 'ChannelDestroyed'])
const EVENT = ['type', 'timestamp', 'dialstatus', 'dialstring', 'cause', 'soft', 'exten', 'result']
const CHANNELS = ['channel', 'caller', 'peer', 'transferer_first_leg', 'transferer_second_leg', 'transfer_target']
const CHANNEL = ['id', 'name', 'state', 'caller', 'dialplan', 'creationtime', 'channelvars']
const VARIABLES = ['CHANNEL(linkedid)', 'DIALSTATUS', 'VM_MESSAGEFILE', 'CTI_ID']

const only = (object, names) => Object.fromEntries(names.flatMap((n) => (object[n] === undefined || object[n] === '' ? [] : [[n, object[n]]])))

const channel = (c) => ({ ...only(c, CHANNEL), caller: only(c.caller, ['name', 'number']),
  dialplan: only(c.dialplan, ['exten', 'app_name', 'app_data']), channelvars: only(c.channelvars, VARIABLES) })

const reduced = ({ ev, body }) => body ?? (TYPES.has(ev.type)
  ? { ...only(ev, EVENT), ...Object.fromEntries(CHANNELS.filter((n) => ev[n]).map((n) => [n, channel(ev[n])])) } : null)

for await (const line of createInterface({ input: process.stdin })) {
  const kept = reduced(JSON.parse(line))
  if (kept) console.log(JSON.stringify(kept))
}
