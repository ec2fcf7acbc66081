/*
 * centralita: the routes by which an administrator makes a PBX known, where this side must judge or make what the database
 * cannot: the settings of an adapter, the address, and the secrets, which are shown once and kept sealed.
 */
#ifndef CC_API_CENTRALITA_H
#define CC_API_CENTRALITA_H

struct exchange;

/* GET /centralitas/adaptadores: what may be made, and what each asks for. */
void centralita_adaptadores(struct exchange *x);

/* POST /centralitas, PATCH /centralitas/:id */
void centralita_crear(struct exchange *x);
void centralita_editar(struct exchange *x);

/* POST /centralitas/:id/secretos */
void centralita_secreto(struct exchange *x);

#endif
