/* One pass over files of any size: blocks of whole records, worked on by several threads, taken back in their order.
 *
 * Memory: a block is CLD_BLOCK_BYTES and what the work makes of it, two blocks a thread. A record that does not fit into
 * a block, or a quote that never closes, comes as a block of its own kind.
 */
#ifndef KITH_ENGINE_RETURNS_CLD_PASS_H
#define KITH_ENGINE_RETURNS_CLD_PASS_H

#include <stdio.h>

#include "base/problems.h"
#include "engine/returns/cld_scan.h"

enum {
	CLD_BLOCK_BYTES = 256 * 1024,
	CLD_THREADS_MAX = 16,
	CLD_FILES_MAX = 4096,
};

typedef struct CldFile {
	Str name;
	FILE *file;  /* at its start; rewound for another pass */
	FILE *spool; /* of standard input: all bytes are written here on the first pass and read from here afterwards */
} CldFile;

typedef enum CldBlockKind {
	CLD_BLOCK_RECORDS,
	CLD_BLOCK_TOO_LONG, /* one record: columns and bytes say how long it was; bytes hold its beginning */
	CLD_BLOCK_UNCLOSED, /* the line in which a quote opens that never closes */
} CldBlockKind;

typedef struct CldBlock {
	CldBlockKind kind;
	char *bytes;
	size_t length;
	uint32_t file;      /* place in the list of files */
	size_t records;     /* at most so many */
	uint64_t first_row; /* as a spreadsheet counts: the header is row 1 */
	uint64_t long_bytes;
	uint64_t long_columns;
	Arena arena;        /* for what the work makes; given back when the block is taken */
	void *result;
} CldBlock;

typedef struct CldPass {
	const CldFile *files;
	size_t file_count;
	size_t threads; /* 1 to CLD_THREADS_MAX */
	void *context;
	/* The first record of a file, before its blocks; NULL when there is none, or none that fits into a block.
	 * STATUS_INVALID leaves the file's rows out; anything else but STATUS_OK ends the pass with it. */
	Status (*begin)(void *context, uint32_t file, const CldRecord *header);
	/* On any thread; may change bytes. */
	void (*work)(void *context, CldBlock *block);
	/* On the caller's thread, in order. Anything but STATUS_OK ends the pass with it. */
	Status (*take)(void *context, CldBlock *block);
} CldPass;

/* Puts files at their start for another pass; standard input is its copy from now on. */
void cld_files_rewind(CldFile *files, size_t count);

/* STATUS_FAILED when a file cannot be read; *failed names which. */
Status cld_pass_run(const CldPass *pass, uint32_t *failed) MUST_USE;
/* What that means to whoever gave the files: a problem that names the file for STATUS_FAILED, other statuses as they are. */
Status cld_pass_told(Status status, const CldFile *file, Problems *problems) MUST_USE;

#endif
