/* Files that people give, told by their bytes. */
#include <assert.h>

#include "base/file_kind.h"
#include "fuzz/fuzz_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FileKind kind = file_kind_of((Str){.data = (const char *)data, .length = size});
	assert(kind >= FILE_UNKNOWN && kind <= FILE_DOCX);
	assert(size > 0 || kind == FILE_UNKNOWN);
	return 0;
}
