import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { t } from '../../lib/i18n.ts'
import type { Sesion } from '../../lib/shapes.ts'
import { sentarse } from './consultas.ts'

type Props = { sesion: Sesion; elegido: (sesion: Sesion) => void; sinTelefono: () => void }

/** "¿Dónde te sientas hoy?": the extension whose calls this person will see. */
export function Puesto({ sesion, elegido, sinTelefono }: Props) {
  const eleccion = useMutation({ mutationFn: sentarse, onSuccess: elegido })
  const nombres = new Map(sesion.clinicas.map(clinica => [clinica.id, clinica.nombre]))

  const ninguno = () => eleccion.mutate(null, { onSuccess: sinTelefono })
  return (
    <main className="cc-entrar">
      <div className="cc-entrar-caja" data-ancha="">
        <Stack gap="md">
          <div>
            <Title order={1} size={24}>
              {t('puesto_titulo')}
            </Title>
            <Text c="var(--cc-tenue)">{t('puesto_ayuda')}</Text>
          </div>
          {sesion.extensiones.length === 0 && <Alert color="yellow">{t('puesto_vacio')}</Alert>}
          <div className="cc-puestos">
            {sesion.extensiones.map(extension => (
              <button
                key={extension.id}
                type="button"
                className="cc-puesto"
                disabled={eleccion.isPending}
                aria-pressed={sesion.puesto?.extension_id === extension.id}
                onClick={() => eleccion.mutate(extension.id)}
              >
                <strong>{extension.numero}</strong>
                <span>{extension.etiqueta ?? t('extension_n', { n: extension.numero })}</span>
                <Text span size="sm" c="var(--cc-tenue)">
                  {extension.ocupada_por ? t('puesto_ocupada', { quien: extension.ocupada_por }) : t('puesto_libre')}
                  {nombres.size > 1 && extension.clinica_id !== null && ` · ${nombres.get(extension.clinica_id) ?? ''}`}
                </Text>
              </button>
            ))}
          </div>
          {eleccion.error && (
            <Alert color="red" variant="light" role="alert" c="var(--cc-rojo)">
              {eleccion.error.message}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="subtle" onClick={ninguno}>
              {t('puesto_ninguno')}
            </Button>
          </Group>
        </Stack>
      </div>
    </main>
  )
}
