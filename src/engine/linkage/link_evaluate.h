/* How right links are, against a truth: precision, recall and F1 of pairs and of clusters. */
#ifndef KITH_ENGINE_LINKAGE_LINK_EVALUATE_H
#define KITH_ENGINE_LINKAGE_LINK_EVALUATE_H

#include "engine/linkage/link_internal.h"

typedef struct LinkScore {
	uint64_t right;  /* found and true */
	uint64_t wrong;  /* found and not true */
	uint64_t missed; /* true and not found */
} LinkScore;

double link_precision(LinkScore score); /* 1 when nothing was found */
double link_recall(LinkScore score);
double link_f1(LinkScore score);

/* Edges are uint64_t: the smaller word of an ids' dictionary << 32 | the larger. */
uint64_t link_edge(uint32_t left, uint32_t right);
/* Sorts and drops what stands twice; a record with itself is dropped too. */
void link_edges_tidy(LinkList *edges);
LinkScore link_edges_compare(const LinkList *found, const LinkList *truth);
/* The group of each word below count by joining the edges' ends. */
uint32_t *link_edges_join(const LinkList *edges, size_t count, Arena *arena);
/* All pairs that two groupings put together, counted without listing them. */
LinkScore link_groups_compare(const uint32_t *found, const uint32_t *truth, size_t count);

#endif
