-- One fact in one Spanish sentence.
-- Parameters: tipo, canonical event; datos, its fields; lugar, of cc.cronologia_lugar. Returns: text.
CREATE OR REPLACE FUNCTION cc.cronologia_frase(tipo text, datos jsonb, lugar text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  a text := coalesce(' a ' || (datos ->> 'destino'), '');
  causa text := coalesce(' (' || cronologia_causa((datos ->> 'causa')::int) || ')', '');
BEGIN
  RETURN CASE tipo
    WHEN 'llamada.ofrecida' THEN CASE datos ->> 'direccion'
      WHEN 'saliente' THEN 'Se pide la llamada' || a
      WHEN 'interna' THEN 'Llamada interna' || a
      ELSE 'Entra la llamada' || coalesce(' por la línea ' || (datos ->> 'linea'), '') END
    WHEN 'llamada.alias' THEN 'La centralita junta aquí otra de sus llamadas'
    WHEN 'ivr.opcion' THEN coalesce('Marca la opción ' || (datos ->> 'opcion') || ' del menú', 'Elige en el menú')
    WHEN 'cola.entra' THEN 'Entra en la cola' || coalesce(' ' || (datos ->> 'cola'), '')
      || coalesce(', en la posición ' || (datos ->> 'posicion'), '')
    WHEN 'cola.sale' THEN 'Sale de la cola' || coalesce(' ' || (datos ->> 'cola'), '')
    WHEN 'tramo.suena' THEN 'Suena ' || lugar
    WHEN 'tramo.contesta' THEN 'Contesta ' || lugar
    WHEN 'tramo.cuelga' THEN CASE WHEN lugar = 'el número de fuera' THEN 'Cuelga ' || lugar ELSE 'Termina en ' || lugar END || causa
    WHEN 'tramo.retiene' THEN 'Queda en espera en ' || lugar
    WHEN 'tramo.reanuda' THEN 'Vuelve de la espera en ' || lugar
    WHEN 'llamada.aparca' THEN 'Se aparca'
    WHEN 'llamada.recupera' THEN 'Se recupera del aparcamiento'
    WHEN 'transferencia.ciega' THEN 'Se transfiere sin consultar' || a
    WHEN 'transferencia.consulta' THEN 'Se consulta antes de transferir' || a
    WHEN 'transferencia.completa' THEN 'La transferencia se completa' || a
    WHEN 'transferencia.falla' THEN 'La transferencia' || a || ' no sale' || causa
    WHEN 'buzon.empieza' THEN 'Salta el buzón de voz'
    WHEN 'buzon.mensaje' THEN 'Deja un mensaje' || coalesce(' de ' || (datos ->> 'duracion_s') || ' s', '')
    WHEN 'locucion.reproducida' THEN 'Oye la locución informativa'
    WHEN 'locucion.falla' THEN 'La locución informativa no sonó'
    WHEN 'grabacion.inicia' THEN 'Empieza la grabación'
    WHEN 'grabacion.pausa' THEN 'La grabación se pausa'
    WHEN 'grabacion.reanuda' THEN 'La grabación sigue'
    WHEN 'grabacion.lista' THEN 'La grabación está lista'
    WHEN 'llamada.fin' THEN 'Fin de la llamada' || CASE datos ->> 'colgo'
      WHEN 'paciente' THEN ': cuelga el paciente' WHEN 'agente' THEN ': cuelga la clínica'
      WHEN 'centralita' THEN ': la corta la centralita' ELSE '' END || causa
    WHEN 'llamada.resumen' THEN 'La centralita manda su propio registro'
    WHEN 'peticion.hecha' THEN CASE datos ->> 'modo' WHEN 'tel' THEN 'Se pide llamar' || a || ' desde el propio teléfono'
      ELSE 'Se pide a la centralita la llamada' || a || coalesce(', desde la extensión ' || (datos ->> 'origen'), '') END
    WHEN 'peticion.aceptada' THEN 'La centralita acepta la petición'
    WHEN 'peticion.incierta' THEN 'No se sabe si la centralita recibió la petición'
    WHEN 'peticion.cancelada' THEN 'Se pide colgar'
    WHEN 'peticion.rechazada' THEN 'No se pudo pedir la llamada'
      || coalesce(': ' || (SELECT m.texto FROM orden_motivo() m WHERE m.motivo = datos ->> 'motivo'), '')
    WHEN 'peticion.anulada' THEN 'Se retira la petición antes de que saliera'
    WHEN 'peticion.resuelta' THEN 'Quien llamó cuenta cómo fue'
    WHEN 'peticion.vencida' THEN 'La centralita no dijo nada de la llamada que se le pidió'
    WHEN 'cierre.gracia' THEN 'Se da por terminada: ya no queda nadie en la llamada'
    WHEN 'cierre.inferido' THEN 'Se da por terminada: la centralita dejó de informar'
    ELSE tipo END;
END
$$;
