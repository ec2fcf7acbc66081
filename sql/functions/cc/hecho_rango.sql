-- The rank of a type of fact among facts of equal moment and sequence (CALL MODEL §4, total order), and with that the list
-- of the types that count: NULL for any other, which is stored but never folded. Those of families peticion and cierre are this house's own.
-- Where the model gives a family one rank (transferencia.*, locucion.*, grabacion.*) its members stand as they happen.
-- Parameters: tipo. Returns: 1 and up. Reads: nothing. Inlined where it is called.
CREATE OR REPLACE FUNCTION cc.hecho_rango(tipo text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.array_position('{
  peticion.hecha, llamada.ofrecida, llamada.alias, ivr.opcion, cola.entra, tramo.suena, tramo.contesta, tramo.retiene, tramo.reanuda,
  transferencia.ciega, transferencia.consulta, transferencia.completa, transferencia.falla,
  llamada.aparca, llamada.recupera, buzon.empieza, locucion.reproducida, locucion.falla,
  grabacion.inicia, grabacion.pausa, grabacion.reanuda, grabacion.lista,
  cola.sale, tramo.cuelga, buzon.mensaje, llamada.fin, llamada.resumen,
  peticion.aceptada, peticion.incierta, peticion.cancelada, peticion.rechazada, peticion.anulada, peticion.resuelta, peticion.vencida,
  cierre.gracia, cierre.inferido}'::text[], tipo);
