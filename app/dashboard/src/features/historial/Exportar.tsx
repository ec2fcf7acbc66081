import { Alert, Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { bajar } from '../../lib/api.ts'
import { dia } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { aArchivo, type Filtros } from './filtros.ts'

type Props = { filtros: Filtros; clinica_id: number | null; zona: string }

/** All calls of the present filter as a file: whole, or an error. */
export function Exportar({ filtros, clinica_id, zona }: Props) {
  const archivo = useMutation({
    mutationFn: async () => {
      const ahora = Date.now()
      guardar(await bajar(aArchivo(filtros, clinica_id, zona, ahora), 'text/csv'), `llamadas-${dia(ahora, zona)}.csv`)
    },
  })
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        title={t('exportar_ayuda')}
        loading={archivo.isPending}
        onClick={() => archivo.mutate()}
      >
        {t('exportar')}
      </Button>
      {archivo.error && (
        <Alert color="red" variant="light" role="alert" c="var(--cc-rojo)" py={6}>
          {archivo.error.message}
        </Alert>
      )}
    </>
  )
}

function guardar(archivo: Blob, nombre: string): void {
  const enlace = document.createElement('a')
  enlace.href = URL.createObjectURL(archivo)
  enlace.download = nombre
  enlace.click()
  // The browser has begun to copy it by then; an address that goes at once takes the file with it in some.
  setTimeout(() => URL.revokeObjectURL(enlace.href), 60_000)
}
