#include "viet_data.h"
