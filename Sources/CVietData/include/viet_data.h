// Tables and models compiled into the binary with #embed; made by viet-tablegen and viet model train.
#ifndef VIET_DATA_H
#define VIET_DATA_H

#include <stddef.h>
#include <stdint.h>

#endif
