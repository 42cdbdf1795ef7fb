/* What the person would pay of a plan: provisional, with the working, or what is missing. */
#ifndef KITH_CARE_PAGES_PLAN_SHARE_H
#define KITH_CARE_PAGES_PLAN_SHARE_H

#include "care/share/share.h"
#include "care/pages/bits.h"

void plan_share_show(Care *care, Html *out, const PlanShare *share);

#endif
