// Usage: node pedidos.mjs CENTRALITAS PACIENTES HOW_MANY > FILE
// Signed deliveries for webhook.lua, one a line. The events of one call stand a thousand lines apart, so that they are
// not in flight together and many calls are alive at once.
import { randomBytes } from 'node:crypto';
import { centralitas, evento, firmado, numero, TIPOS } from './llamadas.mjs';

const [file, pacientes, cuantos] = process.argv.slice(2);
const todas = centralitas(file);
const serie = randomBytes(4).toString('hex');
const A_LA_VEZ = 1000;

const lines = [];
for (let lote = 0; lines.length < Number(cuantos); lote++)
  for (const tipo of TIPOS)
    for (let i = 0; i < A_LA_VEZ; i++) {
      const n = lote * A_LA_VEZ + i;
      const centralita = todas[n % todas.length];
      const cuerpo = evento(`b-${serie}-${n}`, tipo, centralita, String(101 + (n % 3)), numero(1 + ((n * 7919) % Number(pacientes))));
      const { ruta, id, momento, firma } = firmado(centralita, cuerpo);
      lines.push(`${ruta} ${id} ${momento} ${firma} ${cuerpo}`);
    }
process.stdout.write(`${lines.join('\n')}\n`);
