/* cuentas: how many jobs of each class ended, and how, since this process began: what /metrics shows of it. */
#ifndef CC_JOBS_CUENTAS_H
#define CC_JOBS_CUENTAS_H

struct buf;

enum cuenta { CUENTA_HECHO, CUENTA_FALLO, CUENTA_MUERTO, CUENTAS };

/* `clase` lives for ever. */
void cuentas_sumar(const char *clase, enum cuenta cuenta);

/* {"clases": {"limpiar": {"hecho": 3, "fallo": 0, "muerto": 0}}, "en_curso": 2} */
void cuentas_escribir(struct buf *json, long en_curso);

#endif
