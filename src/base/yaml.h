/* YAML files against tables of ours: first a tree of nodes with their places, then C structs filled by a schema.
 *
 * The type of a value comes from the schema table and never from its text: no, 1.10 and 2026-04-01 stay text until a
 * table says otherwise. Refused: anchors, aliases, tags, directives, duplicate keys, keys that are not plain text,
 * a second document, more than YAML_DEPTH_MAX levels, YAML_NODES_MAX nodes or YAML_BYTES_MAX bytes, bad UTF-8.
 * Every problem has file, line and column and says what was expected. Not for writing YAML.
 */
#ifndef KITH_BASE_YAML_H
#define KITH_BASE_YAML_H

#include "base/date.h"
#include "base/duration.h"
#include "base/money.h"
#include "base/problems.h"

enum {
	YAML_DEPTH_MAX = 16,            /* a pathway needs seven */
	YAML_BYTES_MAX = 1024 * 1024,   /* the whole question bank is a third of it */
	YAML_NODES_MAX = 100 * 1000,
};

typedef enum YamlKind {
	YAML_KIND_NULL, /* a key with nothing after it; the words null and ~ are text */
	YAML_KIND_SCALAR,
	YAML_KIND_SEQUENCE,
	YAML_KIND_MAPPING,
} YamlKind;

typedef struct YamlNode YamlNode;

typedef struct YamlPair {
	Str key;
	uint32_t line; /* of the key */
	uint32_t column;
	const YamlNode *value;
} YamlPair;

struct YamlNode {
	YamlKind kind;
	bool quoted;     /* a scalar in quotes or a block (| or >) */
	bool flow;       /* a list in [] or a mapping in {} */
	uint32_t line;   /* from 1 */
	uint32_t column; /* from 1, in characters */
	uint32_t end_line;   /* the place behind it; of a list or mapping that is not flow the last line that holds any of it */
	uint32_t end_column; /* 1: the lines of a block (| or >) end there; 0 for a list or mapping that is not flow */
	Str file;
	Str text;                     /* of a scalar */
	const YamlNode *const *items; /* count, of a sequence */
	const YamlPair *pairs;        /* count, of a mapping, in the file's order */
	size_t count;
};

/* Reads one document. The tree belongs to arena. An empty file gives a node of kind null. STATUS_INVALID when anything
 * was added to problems; *out is then not set. */
Status yaml_parse(Arena *arena, Str file_name, Str text, Problems *problems, const YamlNode **out) MUST_USE;

/* The value of key in a mapping; NULL when it is absent or mapping is not a mapping. */
const YamlNode *yaml_member(const YamlNode *mapping, Str key);
/* The text of a scalar; empty for every other kind and for NULL. */
Str yaml_text(const YamlNode *node);
/* "a mapping", "a list", "text", "nothing": for messages. */
Str yaml_kind_words(const YamlNode *node);
/* The node's place, to add a problem with. */
Problem yaml_place(const YamlNode *node);

/* Schema tables. What a type fills in the struct stands beside it. */
typedef enum YamlType {
	YAML_TYPE_TEXT,       /* Str: one line, trimmed, in normal form C */
	YAML_TYPE_TEXT_BLOCK, /* Str: may have several lines */
	YAML_TYPE_CODE,       /* Str: kebab-case */
	YAML_TYPE_CODE_PATH,  /* Str: codes parted by '/', at most four: care-act-outcome/hygiene */
	YAML_TYPE_NAME,       /* Str: snake_case */
	YAML_TYPE_CHOICE,     /* an enum (int): the place of the text in codes; absent is 0 */
	YAML_TYPE_INTEGER,    /* int64_t */
	YAML_TYPE_MONEY,      /* Pence */
	YAML_TYPE_BOOLEAN,    /* bool: true or false and nothing else */
	YAML_TYPE_DATE,       /* Date; absent is DATE_NONE */
	YAML_TYPE_DURATION,   /* Duration; absent is DURATION_NONE */
	YAML_TYPE_STRUCT,     /* const T *: the struct of members, NULL when absent; as a list: const T *, an array of T */
	YAML_TYPE_NODE,       /* const YamlNode *: read by the caller; NULL when absent */
} YamlType;

typedef struct YamlSchema YamlSchema;

typedef struct YamlField {
	Str name;         /* the key in the file */
	Str about;        /* one sentence for the reference */
	YamlType type;
	bool required;
	bool list;        /* a list of type: T *at offset, size_t at count_offset (not for YAML_TYPE_NODE) */
	size_t offset;
	size_t count_offset;
	/* Least and most: characters of a text, the value of an integer or money (pence), items of a list. When both are 0:
	 * 1 to 500 characters (20,000 for a block, 64 for codes and names), any value, up to 1,000 items. */
	int64_t least;
	int64_t most;
	const YamlSchema *members; /* of YAML_TYPE_STRUCT */
	const Str *codes;          /* allowed texts of a code, name, text or choice; NULL when any is */
	size_t code_count;
	/* Looks at a value that has passed all else (slot is what has been filled); adds problems at yaml_place(node). */
	Status (*validate)(const YamlNode *node, const void *slot, Problems *problems);
} YamlField;

struct YamlSchema {
	Str name;   /* "question": for messages and the reference */
	Str about;  /* a paragraph for the reference */
	const YamlField *fields;
	size_t field_count;
	size_t size_bytes;   /* of the struct */
	const void *initial; /* a struct with the values of absent fields; NULL: zeroed, dates DATE_NONE */
	bool keeps_node;     /* puts the mapping's node at node_offset (const YamlNode *), for later problems */
	size_t node_offset;
	/* Looks at the filled struct when every field was right. */
	Status (*validate)(const YamlNode *node, const void *filled, Problems *problems);
};

/* For a field that is a list: YAML_LIST_AT(Question, options, option_count). */
#define YAML_LIST_AT(Type, items_member, count_member) \
	.list = true, .offset = offsetof(Type, items_member), .count_offset = offsetof(Type, count_member)
/* For a field with a closed set of texts: YAML_CODES(HOME_CODES). */
#define YAML_CODES(array) .codes = (array), .code_count = sizeof(array) / sizeof((array)[0])
#define YAML_FIELDS(array) .fields = (array), .field_count = sizeof(array) / sizeof((array)[0])

/* Fills *out_struct (schema->size_bytes) from a mapping. Texts and lists belong to arena. Goes on after a problem, so
 * that all are reported at once; STATUS_INVALID when there was any. An unknown key is a problem that names the nearest
 * known one. */
Status yaml_read(const YamlNode *node, const YamlSchema *schema, void *out_struct, Arena *arena,
	Problems *problems) MUST_USE;

/* Fills an array of structs from a list of mappings, for a file whose top is a list. */
Status yaml_read_list(const YamlNode *node, const YamlSchema *schema, const void **out_items, size_t *out_count,
	Arena *arena, Problems *problems) MUST_USE;

/* The reference of a schema and of all that it contains, as Markdown: a heading and a table each. */
void yaml_document(const YamlSchema *schema, Buffer *out);

/* The rules for codes and names, for those who read raw nodes. At most 64 characters. */
bool yaml_is_code(Str text);      /* kebab-case: a-z 0-9, single hyphens inside */
bool yaml_is_code_path(Str text);
bool yaml_is_name(Str text);      /* snake_case: a letter first, then a-z 0-9, single underscores inside */

#endif
