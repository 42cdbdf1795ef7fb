#include "engine/visits/reading.h"

Status visits_read_week(VisitsReading *reading, const JsonNode *root)
{
	return visits_complain(reading, root, S("week"), "not yet");
}
