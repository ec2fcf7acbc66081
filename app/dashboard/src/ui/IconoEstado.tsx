import {
  IconArrowForwardUp,
  IconArrowsLeftRight,
  IconCheck,
  IconHourglassHigh,
  IconMoon,
  IconPhoneCall,
  IconPhoneIncoming,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconPhoneX,
  IconPlayerPause,
  IconRecordMail,
} from '@tabler/icons-react'
import type { IconoEstado as Nombre } from '../lib/estados.ts'

const iconos = {
  entrante: IconPhoneIncoming,
  saliente: IconPhoneOutgoing,
  interna: IconArrowsLeftRight,
  cola: IconHourglassHigh,
  conversacion: IconPhoneCall,
  espera: IconPlayerPause,
  transferida: IconArrowForwardUp,
  finalizada: IconCheck,
  perdida: IconPhoneX,
  desviada: IconArrowForwardUp,
  noche: IconMoon,
  buzon: IconRecordMail,
  ocupado: IconPhoneOff,
} satisfies Record<Nombre, unknown>

export function IconoEstado({ nombre, tamano = 14 }: { nombre: Nombre; tamano?: number }) {
  const Icono = iconos[nombre]
  return <Icono size={tamano} stroke={2} aria-hidden />
}
