// Usage: node latencia.mjs CC_URL CENTRALITAS PACIENTES AGENTES_PER_CLINIC SOCKETS EVENTS_PER_SECOND SECONDS
// Webhook received → frame in the client: opens the sockets (one an agent), plays calls at the given rate, and measures
// from just before a tramo.suena is posted to the `mostrar` frame at the agent who sits there. One clock, this process'.
// Prints: p50_ms p99_ms n lost sockets
import http from 'node:http';
import WebSocket from 'ws';
import { centralitas, evento, firmado, numero, TIPOS } from './llamadas.mjs';

const [url, file, pacientes, porClinica, enchufes, tasa, segundos] = process.argv.slice(2);
const todas = centralitas(file);
const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
const enviadas = new Map();
const demoras = [];

function conectar(k) {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(`${url.replace('http', 'ws')}/api/contact-center/eventos`, 'cc.v1', {
      perMessageDeflate: false,
      headers: { Origin: url, Cookie: `__Host-cc=ccs_${String(k).padStart(43, '0')}` },
    });
    ws.on('open', () => ws.send(JSON.stringify({ tipo: 'hola', posiciones: {}, temas: [] })));
    ws.on('error', reject);
    ws.on('close', (code) => reject(new Error(`closed with ${code}`)));
    ws.on('message', (data) => {
      const now = performance.now();
      const frame = JSON.parse(data);
      if (frame.tipo === 'bienvenida') resolve(ws);
      if (frame.accion !== 'mostrar') return;
      const clave = frame.cuerpo.llamada.numero;
      const antes = enviadas.get(clave);
      if (antes !== undefined) demoras.push(now - antes);
      enviadas.delete(clave);
    });
  });
}

function enviar(centralita, cuerpo) {
  const { ruta, id, momento, firma } = firmado(centralita, cuerpo);
  const headers = { 'Content-Type': 'application/json', 'webhook-id': id, 'webhook-timestamp': momento, 'webhook-signature': firma };
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}${ruta}`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${answer.statusCode}`))));
    });
    request.on('error', reject);
    request.end(cuerpo);
  });
}

const pausa = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Call n rings where somebody sits: extension 101-103 of clinic n, agents 0-2 of it.
async function llamar(n) {
  const centralita = todas[n % todas.length];
  const extension = 101 + (Math.floor(n / todas.length) % Math.min(3, Number(porClinica)));
  const quien = numero(1 + ((n * 104729) % Number(pacientes)));
  for (const tipo of TIPOS) {
    if (tipo === 'tramo.suena') enviadas.set(`+34${quien}`, performance.now());
    await enviar(centralita, evento(`l-${process.pid}-${n}`, tipo, centralita, String(extension), quien));
    await pausa(100);
  }
}

// Sockets: first the agents who sit at extensions, then the others, clinic by clinic.
const orden = [];
for (let a = 0; a < Number(porClinica); a++) for (let c = 0; c < todas.length; c++) orden.push(c * Number(porClinica) + a);
const abiertos = [];
for (let i = 0; i < Math.min(Number(enchufes), orden.length); i += 50)
  abiertos.push(...(await Promise.all(orden.slice(i, Math.min(i + 50, Number(enchufes))).map(conectar))));

const llamadas = [];
const cadencia = 1000 / (Number(tasa) / TIPOS.length);
const inicio = performance.now();
for (let n = 0; performance.now() - inicio < Number(segundos) * 1000; n++) {
  llamadas.push(llamar(n));
  await pausa(Math.max(0, inicio + (n + 1) * cadencia - performance.now()));
}
await Promise.all(llamadas);
await pausa(1500);
demoras.sort((a, b) => a - b);
const percentil = (p) => demoras[Math.min(demoras.length - 1, Math.floor(demoras.length * p))]?.toFixed(2);
console.log(percentil(0.5), percentil(0.99), demoras.length, enviadas.size, abiertos.length);
process.exit(0);
