/* The ten acts that an outcome may do, as they stand in a pathway's file. */
#ifndef KITH_PRACTICE_ACTS_H
#define KITH_PRACTICE_ACTS_H

#include "practice/internal.h"

enum { ACT_KIND_COUNT = 10 };

typedef struct ActFile {
	Str targets[ACT_KIND_COUNT]; /* by ActKind; exactly one is not empty */
	Duration within;
	Duration urgent;
	Str to;
	Str words;
	Str next;
	const YamlNode *when;
	const YamlNode *node;
} ActFile;

extern const YamlSchema PRACTICE_ACT_SCHEMA;

/* Resolves what the act points to; a target that does not exist is a problem. */
void practice_link_act(Practice *practice, const ActFile *file, Act *out, Problems *problems);

#endif
