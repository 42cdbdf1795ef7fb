/* Reads a Cookie header. Other programs on the host set cookies too, so what cannot be read is passed over. */
#ifndef KITH_WEB_COOKIE_PARSER_H
#define KITH_WEB_COOKIE_PARSER_H

#include "web/request.h"

/* The first REQUEST_COOKIES_MAX readable cookies of "a=1; b=2", borrowed from header. */
void cookie_parse(Arena *arena, Str header, FormField **out, size_t *count);

#endif
