-- An entrega is what a PBX brings; what goes to the ERP is an envio.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

ALTER TABLE suscripcion_entrega RENAME TO suscripcion_envio;
ALTER TABLE suscripcion_envio DROP CONSTRAINT suscripcion_entrega_estado_check;
UPDATE suscripcion_envio SET estado = CASE estado WHEN 'entregada' THEN 'entregado' WHEN 'fallida' THEN 'fallido' ELSE estado END;
ALTER TABLE suscripcion_envio ADD CHECK (estado IN ('pendiente', 'entregado', 'fallido'));
ALTER INDEX suscripcion_entrega_de RENAME TO suscripcion_envio_de;
ALTER INDEX suscripcion_entrega_pendiente RENAME TO suscripcion_envio_pendiente;
ALTER INDEX suscripcion_entrega_creada RENAME TO suscripcion_envio_creada;
ALTER INDEX suscripcion_entrega_pkey RENAME TO suscripcion_envio_pkey;
