import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { t } from '../../lib/i18n.ts'
import { titular } from '../../lib/title.ts'
import type { Visible } from '../../relay/phase.ts'
import { useHacer, useRelay } from '../../relay/react.ts'
import { Buscar } from '../../ui/Buscar.tsx'
import { Reparo } from '../../ui/Reparo.tsx'
import { Acciones } from './Acciones.tsx'
import { Cabecera } from './Cabecera.tsx'
import { Candidatos } from './Candidatos.tsx'
import { CrearFicha } from './CrearFicha.tsx'
import { Desconocido } from './Desconocido.tsx'
import type { Props } from './FichaPacientePopup.tsx'
import { Llamadas } from './Llamadas.tsx'
import { NotaYTipificacion } from './NotaYTipificacion.tsx'
import { Agenda, Paciente } from './Paciente.tsx'
import { Promesas } from './Promesas.tsx'
import { Prometer } from './Prometer.tsx'
import { tonoDe } from './tono.ts'
import { escribe } from './useAtajo.ts'
import { useElegir } from './useElegir.ts'

/** What the person is doing in the card: looking at it, searching for who calls, or creating them. */
export type Modo = 'ver' | 'buscar' | 'crear'

export function Tarjeta({
  visible,
  zona,
  llamar,
  abrirFicha,
  mover,
}: Props & { visible: Visible; mover: ReactNode; llamar: Props['llamar']; abrirFicha: Props['abrirFicha'] }) {
  const { tarjeta, fase } = visible
  const hacer = useHacer()
  const orden = useRelay(estado => estado.ordenes[tarjeta.id])
  const [modo, fijarModo] = useState<Modo>('ver')
  const { elegir, eligiendo, fallo } = useElegir(tarjeta.llamada, () => fijarModo('ver'))
  const identificada = tarjeta.ficha !== null || tarjeta.contacto !== null
  const elige = !identificada && tarjeta.candidatos.length > 0
  const anteriores = tarjeta.ficha?.ultimas_llamadas.filter(llamada => llamada.id !== tarjeta.id) ?? []
  const en_llamada = fase === 'hablando' || fase === 'terminada'
  const promesas = <Promesas tarjeta={tarjeta} zona={zona} cumplible={en_llamada} />

  function pulsada(evento: KeyboardEvent) {
    if (evento.key === 'Escape') {
      evento.stopPropagation()
      return modo === 'ver' ? hacer({ tipo: 'minimizar', id: tarjeta.id, minimizada: true }) : fijarModo('ver')
    }
    if (escribe(evento.target) || evento.ctrlKey || evento.metaKey || evento.altKey) return
    if (evento.key.toLowerCase() === 'n' && !identificada) {
      evento.preventDefault() // the N must not be the first letter of the form that opens
      return fijarModo('crear')
    }
    const candidato =
      elige && modo === 'ver' && /^[1-9]$/.test(evento.key) && tarjeta.candidatos[Number(evento.key) - 1]
    if (candidato) void elegir(candidato.id)
  }

  return (
    <article
      className={`cc-tarjeta cc-tono-${tonoDe(fase, tarjeta.llamada).tono}`}
      data-fase={fase}
      data-cc-foco=""
      tabIndex={-1}
      aria-label={titular(tarjeta).nombre}
      onKeyDown={pulsada}
    >
      <Cabecera visible={visible} mover={mover} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section className="cc-cuerpo" tabIndex={0} aria-label={t('contenido_tarjeta')}>
        {tarjeta.traspaso && <p className="cc-aviso cc-tono-ambar">{tarjeta.traspaso}</p>}
        {tarjeta.retenida_desde && tarjeta.llamada.estado === 'en_espera' && (
          <p className="cc-aviso cc-tono-ambar" role="status">
            {t('aviso_retenida')}
          </p>
        )}
        {/* Of a call that was asked for, the steps above the card say it. */}
        {fase !== 'terminada' && tarjeta.llamada.peticion?.modo !== 'centralita' && <Reparo orden={orden} />}
        {modo === 'buscar' && <Buscar elegir={elegir} eligiendo={eligiendo} volver={() => fijarModo('ver')} />}
        {modo === 'crear' && <CrearFicha llamada={tarjeta.llamada} elegir={elegir} volver={() => fijarModo('ver')} />}
        {modo === 'ver' && tarjeta.ficha && (
          <Paciente ficha={tarjeta.ficha}>
            {promesas}
            {fase !== 'terminada' && <Agenda ficha={tarjeta.ficha} zona={zona} />}
          </Paciente>
        )}
        {modo === 'ver' && !tarjeta.ficha && !elige && <Desconocido tarjeta={tarjeta} />}
        {modo === 'ver' && !tarjeta.ficha && promesas}
        {modo === 'ver' && elige && (
          <Candidatos candidatos={tarjeta.candidatos} elegir={elegir} eligiendo={eligiendo} zona={zona} />
        )}
        {fallo && (
          <p className="cc-aviso cc-tono-rojo" role="alert">
            {fallo}
          </p>
        )}
        {modo === 'ver' && en_llamada && <NotaYTipificacion tarjeta={tarjeta} fase={fase} />}
        {modo === 'ver' && en_llamada && <Prometer tarjeta={tarjeta} zona={zona} />}
        {modo === 'ver' && tarjeta.ficha && <Llamadas llamadas={anteriores} zona={zona} />}
      </section>
      {modo === 'ver' && (
        <Acciones visible={visible} fijarModo={fijarModo} llamar={llamar} abrirFicha={abrirFicha}>
          {elige && <p className="cc-ayuda">{t('ayuda_elegir')}</p>}
        </Acciones>
      )}
    </article>
  )
}
