#include "base/status.h"

const char *status_name(Status status)
{
	switch (status) {
	case STATUS_OK: return "ok";
	case STATUS_INVALID: return "invalid";
	case STATUS_NOT_FOUND: return "not found";
	case STATUS_REFUSED: return "refused";
	case STATUS_STALE: return "stale";
	case STATUS_CONFLICT: return "conflict";
	case STATUS_BUSY: return "busy";
	case STATUS_FULL: return "full";
	case STATUS_FAILED: return "failed";
	}
	return "unknown";
}
