#pragma once
#include <stddef.h>

// The pictures that come with the program, each a file in the folder `files`, compiled in.
struct site_file {
    const char *name;
    const unsigned char *bytes;
    size_t length;
};

/// The list, whose length goes to `count`.
const struct site_file *site_files(size_t *count);
