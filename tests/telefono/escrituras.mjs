// Numbers of every region and kind, and the ways of writing them.

import { createRequire } from 'node:module'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { deExpresion, generador } from './azar.mjs'

const require = createRequire(import.meta.url)
const metadatos = require('libphonenumber-js/metadata.max.json')
const ejemplos = require('libphonenumber-js/examples.mobile.json')

const CIFRAS = { ancha: 0xFF10, arabe: 0x0660, persa: 0x06F0 }
const enCifras = (texto, base) => texto.replace(/\d/g, (d) => String.fromCodePoint(base + Number(d)))
const SEPARADORES = [' ', '-', '.', '/', ' - ', '\u00A0', '  ', '\u2011', '\u3000']
const salpicado = (numero, azar) => numero.replace(/\d(?=\d)/g, (d) => (azar() < 0.3 ? d + SEPARADORES[Math.floor(azar() * SEPARADORES.length)] : d))

// What chance might leave out: kinds that the library does not know, a number that is too long for E.164.
const SIEMPRE = { ES: ['400123456', '905123456', '907123456'], DE: ['12345678901234'] }

// National numbers of a region: its example, a valid one of each kind, some of merely possible length.
function nacionales (region, plan, azar) {
  const validos = (plan[11] ?? []).filter((tipo) => tipo?.[0]).map(([patron]) => deExpresion(patron, azar))
  const alAzar = plan[3].slice(0, 3).map((largo) => deExpresion(`[1-9]\\d{${largo - 1}}`, azar))
  return [ejemplos[region], ...(SIEMPRE[region] ?? []), ...validos, ...alAzar].filter(Boolean)
}

// Each is [texto, leible?]: leible is what the library is given where it does not read such a writing itself (a sip:
// address, bidirectional marks, a full-width plus) or not reliably (its phone-context pattern remembers the last match).
function internacionales (codigo, nacional, azar) {
  const mas = `+${codigo}${nacional}`
  const formateado = parsePhoneNumberFromString(mas)?.formatInternational() ?? mas
  return [
    [mas], [formateado], [`+${salpicado(codigo + nacional, azar)}`], [` ${formateado}  `],
    [`+${codigo} (0) ${nacional}`], [codigo + nacional], [`00${codigo}${nacional}`], [`00 ${codigo} ${salpicado(nacional, azar)}`],
    [`${formateado} ext. 12`], [`${mas};ext=123`], [`${mas}x7`], [`${mas} #45`], [`${formateado}, 9`],
    [enCifras(mas, CIFRAS.ancha).replace('+', '＋'), mas], [enCifras(mas, CIFRAS.arabe)], [enCifras(formateado, CIFRAS.persa)],
    [`\u202A${formateado}\u202C`, formateado],
    [`sip:${mas}@pbx.example.org;user=phone`, mas], [`"Ana 2" <sip:%2B${codigo}${nacional}@10.0.0.1:5060>`, mas],
    [`tel:${mas}`], [`tel:+${codigo}-${nacional};ext=8`, `${mas};ext=8`], [`tel:${nacional};phone-context=+${codigo}`, mas]
  ]
}

function locales (plan, nacional, salida, azar) {
  const [codigo, , , , , troncal] = plan
  return [
    [nacional], [salpicado(nacional, azar)], [`(${nacional.slice(0, 3)}) ${nacional.slice(3)}`], [codigo + nacional],
    [`${salida}34612345678`], [`${salida}${codigo}${nacional}`],
    ...(troncal ? [[troncal + nacional], [`${troncal} ${salpicado(nacional, azar)}`], [`(${troncal}) ${nacional}`]] : [])
  ]
}

/** Every case of a run: {texto, leible, pais}. The same seed gives the same cases. */
export function casos (semilla) {
  const azar = generador(semilla)
  const planes = Object.entries(metadatos.countries).concat(Object.entries(metadatos.nonGeographic))
  return planes.flatMap(([region, plan]) => nacionales(region, plan, azar).flatMap((nacional) => {
    const escrito = internacionales(plan[0], nacional, azar).map(([texto, leible = texto]) => ({ texto, leible, pais: 'ES' }))
    if (!metadatos.countries[region]) return escrito
    const nacionalFormateado = parsePhoneNumberFromString(`+${plan[0]}${nacional}`)?.formatNational() ?? nacional
    const enCasa = [[nacionalFormateado], ...locales(plan, nacional, deExpresion(plan[1], azar), azar)]
    return escrito.concat(enCasa.map(([texto]) => ({ texto, leible: texto, pais: region })))
  }))
}
