// What libphonenumber's kinds of number are called here, and the only differences from it that are meant.

export const CLASES = {
  FIXED_LINE: 'fijo', MOBILE: 'movil', FIXED_LINE_OR_MOBILE: 'fijo_o_movil', TOLL_FREE: 'gratuito', PREMIUM_RATE: 'premium',
  SHARED_COST: 'compartido', VOIP: 'voip', PERSONAL_NUMBER: 'personal', PAGER: 'buscapersonas', UAN: 'empresa',
  VOICEMAIL: 'buzon', NINGUNA: 'desconocido'
}

const cifras = (texto) => texto.normalize('NFKC').replace(/[^\d]/g, '')

/** Each: nombre, razon, and aplica({caso, suyo, nuestro, difieren}) for a writing on which the two differ. */
export const EXCEPCIONES = [
  {
    nombre: 'menos de 6 cifras sin signo más',
    razon: 'at a PBX such a number is an extension or a public short number, whatever the plan of the country allows',
    aplica: ({ caso, nuestro }) => !/^\s*[+＋]/.test(caso.texto) && ['interno', 'corto'].includes(nuestro.clase)
  },
  {
    nombre: 'más de 15 cifras',
    razon: 'ITU-T E.164 allows 15; some plans of the library allow longer ones (Germany, Japan)',
    aplica: ({ suyo, nuestro }) => suyo.e164.length > 16 && nuestro.e164 === ''
  },
  {
    nombre: 'España de tres en tres',
    razon: 'Spanish numbers are shown as 612 345 678',
    aplica: ({ difieren, nuestro }) => difieren.join() === 'mostrado' && /^\+34 \d{3} \d{3} \d{3}$/.test(nuestro.mostrado)
  },
  {
    nombre: 'clases que la biblioteca no tiene',
    razon: 'Spain: 400 is for commercial calls, 905 and 907 are premium',
    aplica: ({ suyo, difieren, nuestro }) => difieren.every((campo) => ['clase', 'mostrado'].includes(campo)) &&
      /^\+34(400|90[57])/.test(suyo.e164) && ['comercial_400', 'premium'].includes(nuestro.clase)
  },
  {
    nombre: 'código de país sin signo más',
    razon: 'Vonage writes 447911123456: taken as +44 where it is no number of the country and a valid one of the other',
    aplica: ({ caso, suyo, nuestro }) => suyo.e164 === '' && nuestro.e164 === `+${cifras(caso.texto)}`
  },
  {
    nombre: 'un (0) que sobra',
    razon: 'people write +34 (0) 612…: what makes the number impossible is left out',
    aplica: ({ caso, suyo, nuestro }) => suyo.e164 === '' && caso.texto.includes('(0)') && nuestro.e164.endsWith(cifras(caso.texto.split('(0)')[1]))
  }
]
