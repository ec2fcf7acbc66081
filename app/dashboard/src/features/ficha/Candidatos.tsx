import { momento, nombreCompleto } from '../../lib/format.ts'
import { type Palabra, t } from '../../lib/i18n.ts'
import type { Candidato } from '../../lib/shapes.ts'

type Props = {
  candidatos: Candidato[]
  elegir: (paciente_id: number) => Promise<void>
  eligiendo: number | null
  zona: string
}

/** Several people share the number: the order is the server's, the choice is a person's (key 1-9 or click). */
export function Candidatos({ candidatos, elegir, eligiendo, zona }: Props) {
  return (
    <div>
      <h2 className="cc-pregunta">{t('quien_llama')}</h2>
      <ol className="cc-candidatos">
        {candidatos.slice(0, 9).map((candidato, i) => (
          <li key={candidato.id}>
            <button
              type="button"
              className="cc-candidato"
              disabled={eligiendo !== null}
              aria-keyshortcuts={String(i + 1)}
              data-eligiendo={eligiendo === candidato.id || undefined}
              onClick={() => void elegir(candidato.id)}
            >
              <kbd>{i + 1}</kbd>
              <span>
                <strong>{nombreCompleto(candidato)}</strong>
                <span className="cc-tenue">{resumen(candidato)}</span>
                {candidato.proxima_cita && (
                  <span className="cc-tenue">
                    {t('cita_el', { cuando: momento(candidato.proxima_cita.inicio, Date.now(), zona) })}
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}

const motivos: Record<string, Palabra> = {
  elegida_antes: 'motivo_elegida_antes',
  cita_cercana: 'motivo_cita_cercana',
  seguimiento: 'motivo_seguimiento',
  contacto_reciente: 'motivo_contacto_reciente',
  titular: 'motivo_titular',
  familia: 'motivo_familia',
}

const relaciones: Record<string, Palabra> = {
  a_cargo: 'relacion_a_cargo',
  tutor: 'relacion_tutor',
  conyuge: 'relacion_conyuge',
  hijo: 'relacion_hijo',
  padre: 'relacion_padre',
  hermano: 'relacion_hermano',
  cuidador: 'relacion_cuidador',
}

function resumen({ edad, menor, relacion, motivo }: Candidato): string {
  const parentesco = relacion ? relaciones[relacion] : undefined
  // That somebody belongs to the family is said better by how.
  const palabra = motivo && !(motivo === 'familia' && parentesco) ? motivos[motivo] : undefined
  return [
    edad !== null ? t('anos', { n: edad }) : menor && t('menor'),
    parentesco && t(parentesco),
    palabra && t(palabra),
  ]
    .filter(Boolean)
    .join(' · ')
}
