/* Which pairs are worth comparing: rules that the engine chooses from the data.
 *
 * An atom is something that two records may have in common in a column: the value, its sound, its first letters, a rare
 * word of it, the year. A rule is an atom, or two of different columns together. What a rule costs is the number of
 * pairs it brings up, counted from how often each key stands. What it is worth is the share of pairs of one person that
 * it would find and the rules before it would not, counted on pairs made up column by column from pairs already
 * matched. Rules are taken greedily, most found for the least cost, until the allowance is used.
 */
#ifndef KITH_ENGINE_LINKAGE_LINK_BLOCKS_H
#define KITH_ENGINE_LINKAGE_LINK_BLOCKS_H

#include "engine/linkage/link_internal.h"

enum { ATOMS_MAX = 128, ATOM_KEYS_MAX = 3, RULES_MAX = 64, ATOM_NONE = UINT16_MAX };

typedef enum AtomSort {
	ATOM_VALUE,
	ATOM_SOUND,
	ATOM_BEGINNING,  /* the first three letters */
	ATOM_RARE_WORDS, /* the rarest words that stand on more than one record */
	ATOM_FIRST_HALF,
	ATOM_SECOND_HALF,
	ATOM_YEAR,
	ATOM_DAY_AND_MONTH, /* in either order */
} AtomSort;

typedef struct LinkAtom {
	size_t column;
	AtomSort sort;
	size_t width;   /* keys a value */
	uint32_t *keys; /* width for each word of the column; 0: none */
	double chance;  /* that two strangers have a key in common */
	double m;       /* before anything is learned */
} LinkAtom;

typedef struct LinkRule {
	uint16_t first;
	uint16_t second; /* ATOM_NONE: the first alone */
	double cost;     /* pairs, expected */
} LinkRule;

/* A rule's blocks: keys with their members, ascending; only blocks that hold a pair. */
typedef struct RuleBlocks {
	Arena arena;
	uint32_t *keys; /* ascending */
	uint32_t *starts; /* of each key in members, and the end */
	size_t count;
	uint32_t *members;
	size_t member_count;
} RuleBlocks;

struct LinkBlocks {
	Arena arena; /* of atoms; this struct too */
	LinkAtom atoms[ATOMS_MAX];
	size_t atom_count;
	LinkRule rules[RULES_MAX];
	size_t rule_count;
	RuleBlocks of[RULES_MAX];
	Arena places_arena;
	uint64_t *place_start; /* of each record in places, and the end */
	uint64_t *places;      /* rule << 32 | start in its members */
	uint32_t block_most; /* larger blocks are passed over: other rules find their pairs */
	bool keeps_single;   /* blocks of one record too, for records that are yet to come */
};

/* All atoms of the table with their keys and chances. */
void link_atoms_make(LinkTable *table, LinkBlocks *blocks);
/* The keys of the words from on: for words that were added to ask about one record. */
void link_atoms_extend(const LinkTable *table, LinkBlocks *blocks, const size_t *words_before);

typedef struct RuleChoice {
	LinkRule rules[RULES_MAX];
	size_t count;
	double coverage; /* share of pairs of one person that they find, with its 95 % interval */
	double low;
	double high;
} RuleChoice;

/* Chooses rules. Costs are those expected, or as counted where known has the rule. */
void link_rules_choose(const LinkTable *table, const LinkBlocks *blocks, const LinkRule *known, size_t known_count,
	LinkMatched matched, double pairs_most, uint64_t seed, RuleChoice *out);
/* The keys of a record under a rule; returns how many, at most ATOM_KEYS_MAX squared. */
size_t link_rule_keys(const LinkBlocks *blocks, const LinkRule *rule, const uint32_t *row, uint32_t *keys);

#endif
