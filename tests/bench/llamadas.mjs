// The benchmark's calls: each offered, ringing at one extension, answered, ended; from a patient's number, at one of the
// centralitas of a file of "public-id secret database-id" lines. Signed as Standard Webhooks.
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

export const TIPOS = ['llamada.ofrecida', 'tramo.suena', 'tramo.contesta', 'llamada.fin'];

export function centralitas(file) {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line, n) => {
      const [publico, secreto, id] = line.split(' ');
      return { n, publico, id: Number(id), clave: Buffer.from(secreto.replace('whsec_', ''), 'base64') };
    });
}

export function evento(llamada, tipo, centralita, extension, numero) {
  return JSON.stringify({
    tipo,
    llamada,
    momento: new Date().toISOString(),
    direccion: 'entrante',
    origen: numero,
    linea: `911${String(centralita.id).padStart(6, '0')}`,
    ...(tipo.startsWith('tramo.') ? { extension } : {}),
  });
}

export function firmado(centralita, cuerpo) {
  const id = `b_${randomBytes(9).toString('base64url')}`;
  const momento = String(Math.floor(Date.now() / 1000));
  const firma = createHmac('sha256', centralita.clave).update(`${id}.${momento}.${cuerpo}`).digest('base64');
  return { ruta: `/api/contact-center/webhooks/${centralita.publico}`, id, momento, firma: `v1,${firma}`, cuerpo };
}

export function numero(paciente) {
  return `6${String(paciente).padStart(8, '0')}`;
}
